/** A shape as a schema has it, of which nothing may be changed. */
export type Immutable<Shape> = Shape extends object
  ? { readonly [Field in keyof Shape]: Immutable<Shape[Field]> }
  : Shape;
