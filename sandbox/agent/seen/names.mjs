/** Roles and names of elements, by Testing Library's own. Loaded behind a page: it looks at the globals. */
export { isInaccessible } from "@testing-library/dom";
export { computeAccessibleName, getRole } from "dom-accessibility-api";
