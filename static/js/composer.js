// The composer: each module is one behaviour; this one starts them.
import "./evidence.js";
import "./sheet.js";
import "./spy.js";
import "./autosave.js";
import "./lines.js";
import "./forms.js";
import "./drag.js";
import { showFramework } from "./evidence.js";
import { restoreKept } from "./restore.js";

showFramework();
if (document.getElementById("new-line")) restoreKept();
document.documentElement.dataset.composer = "ready";
