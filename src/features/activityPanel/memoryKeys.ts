/** Where the choice of a source is kept; the start looks here before it loads anything. */
export const sourceKey = "picket.activity.source";
