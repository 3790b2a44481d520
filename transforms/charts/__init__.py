"""Charts as SVG, drawn by Vega-Lite while a release is made: no page draws anything itself."""
