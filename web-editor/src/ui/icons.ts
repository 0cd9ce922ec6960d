/** Line drawings on a 24 by 24 grid. */
export const ICONS = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM5 15V4h10",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
  rename: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  share:
    "M16 8a3 3 0 1 0-3-3 3 3 0 0 0 3 3zM7 15a3 3 0 1 0-3-3 3 3 0 0 0 3 3zM16 22a3 3 0 1 0-3-3 3 3 0 0 0 3 3zM9.6 10.6l4-3.4M9.6 13.4l4 3.6",
  history: "M4 5v5h5M4.500 10a8 8 0 1 1-.3 4.500M12 8v4.500l3 2",
  plus: "M12 5v14M5 12h14",
  undo: "M8 5L4 9l4 4M4 9h9a6 6 0 0 1 0 12h-2",
  redo: "M16 5l4 4-4 4M20 9h-9a6 6 0 0 0 0 12h2",
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
  italic: "M10 5h7M7 19h7M14 5l-4 14",
  underline: "M7 4v7a5 5 0 0 0 10 0V4M5 20h14",
  strike:
    "M5 12h14M16.5 8c-.5-2-2.2-3-4.5-3-2.5 0-4.5 1.3-4.5 3.5M7.5 15.5c.300 2.2 2 3.5 4.7 3.5 2.6 0 4.5-1.3 4.5-3.5",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5",
  bullet: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  ordered: "M10 6h10M10 12h10M10 18h10M4 4.5l1.5-.5v4.5M4 14.5c0-1.6 2.5-1.6 2.5 0 0 1-2.5 2-2.5 3h2.5",
  check: "M4 5.5h5v5H4zM4 14.5h5v5H4zM5.3 16.8l1.2 1.2 2.3-2.6M13 8h7M13 17h7",
  indent: "M4 5h16M11 10h9M11 14h9M4 19h16M4 9.5l3 2.5-3 2.5",
  outdent: "M4 5h16M11 10h9M11 14h9M4 19h16M7 9.5L4 12l3 2.5",
  divider: "M4 12h16M8 6h8M8 18h8",
  clear: "M7 5h12M13 5l-2 8M4 4l16 16M9.5 19h4",
} as const;
