import jsqr from 'jsqr';
import { PNG } from 'pngjs';

/** The text of the QR code in a screenshot; null when there is none. */
export function readQr(screenshot: Buffer): string | null {
  const { data, width, height } = PNG.sync.read(screenshot);
  return jsqr(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

/** A film of one still picture, as Chromium's fake camera plays it: YUV4MPEG2, 4:2:0, grey. */
export function filmOf(screenshot: Buffer, width = 1280, height = 720): Buffer {
  const picture = PNG.sync.read(screenshot);
  const luma = Buffer.alloc(width * height, 235);
  const scale = Math.min(width / picture.width, height / picture.height);
  for (let y = 0; y < Math.floor(picture.height * scale); y++) {
    for (let x = 0; x < Math.floor(picture.width * scale); x++) {
      const at = 4 * (Math.floor(y / scale) * picture.width + Math.floor(x / scale));
      const [red = 0, green = 0, blue = 0] = picture.data.subarray(at, at + 3);
      luma[y * width + x] = 16 + (219 * (0.3 * red + 0.59 * green + 0.11 * blue)) / 255;
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}
