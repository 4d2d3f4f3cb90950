// What a reader can do with the page: enlarge a figure, ask it for values, follow it to its root, move
// through time, run the networks. It runs in a browser, from file:// as well, and fetches nothing;
// cli/report/page_script.ts makes one script of it. The page reads without it, too.
import { followingContents } from "./contents.js";
import { enlarging } from "./enlarging.js";
import { exploring } from "./exploring.js";
import { laboratory } from "./lab.js";
import { showingNumbers } from "./numbers.js";
import { provenance } from "./provenance.js";
import { reading } from "./reading.js";
import { movingScene } from "./scene.js";
import { showingValues } from "./values.js";

enlarging();
showingNumbers();
provenance();
showingValues();
reading();
exploring();
laboratory();
movingScene();
followingContents();
