/** A Region by its code, with the place that AWS names it after. */
export interface Region {
  readonly code: string;
  readonly place: string;
}

const listed = `us-east-1 N. Virginia
us-east-2 Ohio
us-west-1 N. California
us-west-2 Oregon
af-south-1 Cape Town
ap-east-1 Hong Kong
ap-east-2 Taipei
ap-northeast-1 Tokyo
ap-northeast-2 Seoul
ap-northeast-3 Osaka
ap-south-1 Mumbai
ap-south-2 Hyderabad
ap-southeast-1 Singapore
ap-southeast-2 Sydney
ap-southeast-3 Jakarta
ap-southeast-4 Melbourne
ap-southeast-5 Malaysia
ap-southeast-6 New Zealand
ap-southeast-7 Thailand
ca-central-1 Canada Central
ca-west-1 Calgary
eu-central-1 Frankfurt
eu-central-2 Zurich
eu-north-1 Stockholm
eu-south-1 Milan
eu-south-2 Spain
eu-west-1 Ireland
eu-west-2 London
eu-west-3 Paris
il-central-1 Tel Aviv
me-central-1 UAE
me-south-1 Bahrain
mx-central-1 Mexico Central
sa-east-1 São Paulo
us-gov-east-1 GovCloud US-East
us-gov-west-1 GovCloud US-West`;

/** The Regions to choose from. AWS adds some every year, so any code of the right form may be typed as well. */
export const regions: readonly Region[] = listed.split("\n").map((line) => {
  const space = line.indexOf(" ");
  return { code: line.slice(0, space), place: line.slice(space + 1) };
});

/** Whether a text has the form of a Region's code. */
export function isRegionCode(text: string): boolean {
  return /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text);
}
