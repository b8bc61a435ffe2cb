// Small behaviours that every page shares; a page's own behaviour stands in a file of its own.
"use strict";
