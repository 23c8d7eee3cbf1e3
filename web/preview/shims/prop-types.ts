// Stands for prop-types, which production React ignores: every validator accepts everything.

interface Validator {
  (): null;
  isRequired: Validator;
}
const any = (() => null) as unknown as Validator;
any.isRequired = any;
const make = (): Validator => any;

export const array = any;
export const bool = any;
export const func = any;
export const number = any;
export const object = any;
export const string = any;
export const symbol = any;
export const node = any;
export const element = any;
export const elementType = any;
export { any };
export const arrayOf = make;
export const instanceOf = make;
export const objectOf = make;
export const oneOf = make;
export const oneOfType = make;
export const shape = make;
export const exact = make;

export default {
  array,
  bool,
  func,
  number,
  object,
  string,
  symbol,
  node,
  element,
  elementType,
  any,
  arrayOf: make,
  instanceOf: make,
  objectOf: make,
  oneOf: make,
  oneOfType: make,
  shape: make,
  exact: make,
};
