document.title = "Inkwell";
