/** Roles and names of elements, by Testing Library's own, loaded behind the page. */
import "./page.mjs";
export { isInaccessible } from "@testing-library/dom";
export { computeAccessibleName, getRole } from "dom-accessibility-api";
