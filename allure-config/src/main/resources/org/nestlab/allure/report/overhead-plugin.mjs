// Puts the overhead page into Allure's report, and a card with its headline on the summary. Both were made before; see OverheadPlugin.java.
import { readFile } from "node:fs/promises";

export default class OverheadPlugin {
  /** @param options page: the file; card: what the summary shows, in Allure's words */
  constructor(options) {
    this.options = options;
  }

  async done(context) {
    await context.reportFiles.addFile("index.html", await readFile(this.options.page));
  }

  async info() {
    return this.options.card;
  }
}
