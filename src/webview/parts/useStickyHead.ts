/** @file The buttons stay in sight while the page scrolls: what the style sheet must know of their place. */
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Where the head is two lines, its first, the file's name, scrolls away and the buttons stay.
 * `--head-top`: where the head sticks; `--head-height`: how much of it is seen then. CSS pixels.
 */
export function useStickyHead() {
  const head = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = head.current;
    if (!element) return undefined;
    const measure = () => {
      const buttons = element.querySelector<HTMLElement>('.toolbar');
      const above = buttons ? buttons.offsetTop - (element.querySelector('h1')?.offsetTop ?? 0) : 0;
      // On one line the two are centred: the name is the lower of them, and nothing is above.
      const hidden = buttons && above >= buttons.offsetHeight / 2 ? above : 0;
      const { style } = document.documentElement;
      style.setProperty('--head-top', `${-hidden}px`);
      style.setProperty('--head-height', `${element.offsetHeight - hidden}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return head;
}
