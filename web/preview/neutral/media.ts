// Owns the word to the page when sound or film comes from an address: the frame's policy stops it, and nothing would say why it
// stays silent. The element itself gets its `error` event, as without this.

import type { Outside } from "./outside";

export function installMedia(outside: Outside): void {
  const { document, location } = outside.realm;
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "media-src") outside.used("media", blockedURI.replace(location.origin, ""));
  });
}
