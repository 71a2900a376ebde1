/**
 * The fonts beside the one that Chromium's package has (Open Sans): one with a fixed width, and one for the characters
 * that Open Sans lacks, such as arrows, check marks and Arabic.
 */
export const dejaVuFonts = ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf', 'DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

/**
 * The settings of fontconfig, which Chromium reads: these fonts and none of the machine, so that a page looks the same
 * on every machine. `cachedir` is below XDG_CACHE_HOME.
 */
export const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias binding="same"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
