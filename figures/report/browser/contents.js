/** The contents name the part of the page that is being read, and show that name. */
export function followingContents() {
  const contents = document.querySelector(".contents");
  const links = [...contents?.querySelectorAll("a") ?? []];
  const parts = links.flatMap((link) => {
    const part = document.querySelector(`section${link.getAttribute("href")}`);
    return part === null ? [] : [{ link, part }];
  });
  let current;
  const follow = () => {
    const line = contents.getBoundingClientRect().bottom + innerHeight / 4;
    const read = parts.findLast(({ part }) => part.getBoundingClientRect().top <= line)?.link;
    if (read === current) return;
    current?.removeAttribute("aria-current");
    current = read;
    if (current === undefined) return;
    current.setAttribute("aria-current", "true");
    contents.scrollTo({
      left: current.offsetLeft - (contents.clientWidth - current.offsetWidth) / 2,
    });
  };
  if (parts.length === 0) return;
  addEventListener("scroll", follow, { passive: true });
  follow();
}
