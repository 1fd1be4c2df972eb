// Has a deployed site check itself in a headless browser, and prints the result: for a monitor, or after a delivery.
//
// check_site.mjs URL: the site's address. Ends with 1 where something is wrong, with 2 where nothing could be learned.
import { chromium } from 'playwright-core';

const url = process.argv[2];
if (!url || !/^https?:\/\//.test(url)) {
  console.error('check-site: say which site, as in `make check-site URL=https://police.example`');
  process.exit(2);
}
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  await page.goto(`${url.replace(/\/+$/, '')}/diagnostic`);
  const text = await page.locator('#diagnostic-result').textContent({ timeout: 60_000 });
  console.log(text.trimEnd());
  process.exitCode = JSON.parse(text).state === 'right' ? 0 : 1;
} catch (fault) {
  console.error(`check-site: ${url} shows no result: ${fault.message.split('\n')[0]}`);
  process.exitCode = 2;
} finally {
  await browser.close();
}
