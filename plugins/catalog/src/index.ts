import { pluginCatalog } from "@kheo/core/criteria/catalog";
import { exemplaryIndividual } from "@kheo/plugin-exemplary-individual";
import { general } from "@kheo/plugin-general";
import { newCountryside } from "@kheo/plugin-new-countryside";
import { religion } from "@kheo/plugin-religion";
import { siteClearance } from "@kheo/plugin-site-clearance";

/** The criteria sets this installation scores with. A plugin that is not here does not exist. */
export const catalog = pluginCatalog([general, siteClearance, newCountryside, religion, exemplaryIndividual]);
