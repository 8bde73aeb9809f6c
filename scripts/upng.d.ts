/** The part of upng-js that is used; it brings no types. */
declare module "upng-js" {
  interface Image {
    readonly width: number;
    readonly height: number;
  }
  const upng: {
    decode(png: ArrayBuffer): Image;
    toRGBA8(image: Image): ArrayBuffer[];
    encode(frames: ArrayBuffer[], width: number, height: number, colours: number): ArrayBuffer;
  };
  export default upng;
}
