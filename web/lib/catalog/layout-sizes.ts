/** Of a table in a diagram, in pixels: apart from the layout, which is loaded late. */
export const headHeight = 34;
export const rowHeight = 22;
export const boxWidth = 224;
