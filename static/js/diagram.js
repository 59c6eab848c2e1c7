// The page in the frame of a diagram: draws the source that the page around it sends, and tells it how high the drawing is.
const QUIET = {
  startOnLoad: false,
  securityLevel: "strict",
  suppressErrorRendering: true,
  htmlLabels: false, // labels are text: mermaid would try out their HTML before it cleans it
  flowchart: { htmlLabels: false },
  fontFamily: "system-ui, sans-serif",
};
const drawing = document.getElementById("drawing");

addEventListener("message", async ({ source: sender, data }) => {
  if (sender !== parent || typeof data?.source !== "string") return;
  mermaid.initialize({ ...QUIET, theme: data.dark ? "dark" : "neutral" });
  try {
    const { svg } = await mermaid.render("diagram", data.source);
    const drawn = new DOMParser().parseFromString(svg, "text/html").querySelector("svg");
    drawing.replaceChildren(document.importNode(drawn, true));
    parent.postMessage({ height: drawing.getBoundingClientRect().height }, "*");
  } catch {
    parent.postMessage({ failed: true }, "*");
  }
});

new ResizeObserver(() => drawing.firstChild && parent.postMessage({ height: drawing.getBoundingClientRect().height }, "*")).observe(drawing);
parent.postMessage({ ready: true }, "*");
