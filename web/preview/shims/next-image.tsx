// Stands for next/image: a plain image of the asked size.

import type { ComponentProps, CSSProperties, ReactNode } from "react";
import { pictureOf } from "./picture";

type Props = Omit<ComponentProps<"img">, "src" | "placeholder"> & {
  src?: unknown;
  fill?: boolean;
  priority?: boolean;
  preload?: boolean;
  quality?: unknown;
  loader?: unknown;
  placeholder?: string;
  blurDataURL?: string;
  unoptimized?: boolean;
  overrideSrc?: string;
  onLoadingComplete?: unknown;
};

const FILL: CSSProperties = { position: "absolute", inset: 0, width: "100%", height: "100%" };

export default function Image(props: Props): ReactNode {
  const { src, fill, priority, preload, quality, loader, placeholder, blurDataURL, unoptimized, ...more } =
    props;
  const { overrideSrc, onLoadingComplete, style, alt, ...rest } = more;
  const place = fill ? { ...FILL, ...style } : style;
  return <img {...rest} alt={alt ?? ""} src={pictureOf(src, rest)} style={place} decoding="async" />;
}

export const getImageProps = ({ src, alt, width, height }: Props) => ({
  props: { src: pictureOf(src, { width, height }), alt, width, height },
});
