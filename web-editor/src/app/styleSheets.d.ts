// A style sheet that the package exports under a name without an ending.
declare module "quill-cursors/css";
