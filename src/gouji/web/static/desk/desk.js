// Small behaviours that every page shares; a page's own behaviour stands in a file of its own.
"use strict";

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
