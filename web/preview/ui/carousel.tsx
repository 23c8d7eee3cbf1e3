// Slides that are swiped or stepped through.

import useEmblaCarousel, { type UseEmblaCarouselType } from "embla-carousel-react";
import { ArrowLeft, ArrowRight } from "lucide-react";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  useCallback,
  useContext,
  useEffect,
  useState,
} from "react";
import { Button } from "./button";
import { cn } from "./lib/utils";

export type CarouselApi = UseEmblaCarouselType[1];
type EmblaParameters = Parameters<typeof useEmblaCarousel>;

interface CarouselProps {
  opts?: EmblaParameters[0];
  plugins?: EmblaParameters[1];
  orientation?: "horizontal" | "vertical";
  setApi?: (api: CarouselApi) => void;
}

interface Carried {
  carouselRef: UseEmblaCarouselType[0] | undefined;
  api: CarouselApi;
  orientation: "horizontal" | "vertical";
  scrollPrev(): void;
  scrollNext(): void;
  canScrollPrev: boolean;
  canScrollNext: boolean;
}

/** Outside of a carousel there is one slide and nowhere to go. */
const ALONE: Carried = {
  carouselRef: undefined,
  api: undefined,
  orientation: "horizontal",
  scrollPrev: () => undefined,
  scrollNext: () => undefined,
  canScrollPrev: false,
  canScrollNext: false,
};

const Context = createContext(ALONE);

export const useCarousel = (): Carried => useContext(Context);

export function Carousel({
  orientation = "horizontal",
  opts,
  setApi,
  plugins,
  className,
  children,
  ...props
}: ComponentProps<"div"> & CarouselProps) {
  const [carouselRef, api] = useEmblaCarousel(
    { ...opts, axis: orientation === "horizontal" ? "x" : "y" },
    plugins,
  );
  const [ends, setEnds] = useState({ canScrollPrev: false, canScrollNext: false });
  const scrollPrev = useCallback(() => api?.scrollPrev(), [api]);
  const scrollNext = useCallback(() => api?.scrollNext(), [api]);

  useEffect(() => {
    if (api) setApi?.(api);
  }, [api, setApi]);

  useEffect(() => {
    if (!api) return;
    const look = () => setEnds({ canScrollPrev: api.canScrollPrev(), canScrollNext: api.canScrollNext() });
    look();
    api.on("reInit", look).on("select", look);
    return () => void api.off("reInit", look).off("select", look);
  }, [api]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    if (event.key === "ArrowLeft") scrollPrev();
    else scrollNext();
  };

  return (
    <Context value={{ carouselRef, api, orientation, scrollPrev, scrollNext, ...ends }}>
      <section
        data-slot="carousel"
        role="region"
        aria-roledescription="carousel"
        onKeyDownCapture={onKeyDown}
        className={cn("relative", className)}
        {...props}
      >
        {children}
      </section>
    </Context>
  );
}

export function CarouselContent({ className, ...props }: ComponentProps<"div">) {
  const { carouselRef, orientation } = useCarousel();
  return (
    <div ref={carouselRef} data-slot="carousel-content" className="overflow-hidden">
      <div
        className={cn("flex", orientation === "horizontal" ? "-ml-4" : "-mt-4 flex-col", className)}
        {...props}
      />
    </div>
  );
}

export function CarouselItem({ className, ...props }: ComponentProps<"div">) {
  const { orientation } = useCarousel();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a slide is no set of fields
    <div
      role="group"
      aria-roledescription="slide"
      data-slot="carousel-item"
      className={cn(
        "min-w-0 shrink-0 grow-0 basis-full",
        orientation === "horizontal" ? "pl-4" : "pt-4",
        className,
      )}
      {...props}
    />
  );
}

const EDGES = {
  previous: {
    horizontal: "top-1/2 -left-12 -translate-y-1/2",
    vertical: "-top-12 left-1/2 -translate-x-1/2 rotate-90",
  },
  next: {
    horizontal: "top-1/2 -right-12 -translate-y-1/2",
    vertical: "-bottom-12 left-1/2 -translate-x-1/2 rotate-90",
  },
};

const STEP = "absolute size-8 rounded-full";

export function CarouselPrevious({
  className,
  variant = "outline",
  size = "icon",
  ...props
}: ComponentProps<typeof Button>) {
  const { orientation, scrollPrev, canScrollPrev } = useCarousel();
  return (
    <Button
      data-slot="carousel-previous"
      variant={variant}
      size={size}
      disabled={!canScrollPrev}
      onClick={scrollPrev}
      className={cn(STEP, EDGES.previous[orientation], className)}
      {...props}
    >
      <ArrowLeft />
      <span className="sr-only">Previous slide</span>
    </Button>
  );
}

export function CarouselNext({
  className,
  variant = "outline",
  size = "icon",
  ...props
}: ComponentProps<typeof Button>) {
  const { orientation, scrollNext, canScrollNext } = useCarousel();
  return (
    <Button
      data-slot="carousel-next"
      variant={variant}
      size={size}
      disabled={!canScrollNext}
      onClick={scrollNext}
      className={cn(STEP, EDGES.next[orientation], className)}
      {...props}
    >
      <ArrowRight />
      <span className="sr-only">Next slide</span>
    </Button>
  );
}
