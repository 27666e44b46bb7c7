import type { Page } from '@playwright/test';

export interface Photo {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Orientation 6: whoever shows it turns it a quarter to the right. */
const TURNED = Buffer.from('ffe1002245786966000049492a0008000000010012010300010000000600000000000000', 'hex');

/** A wide photo as a phone takes one: a JPEG of 900 × 3000 pixels that lies on its side and says so. */
export async function photo(page: Page, name: string, colour: string): Promise<Photo> {
  const data = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [900, 3000];
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = fill;
    pen.fillRect(0, 0, 900, 3000);
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, 300, 1500);
    return canvas.toDataURL('image/jpeg', 0.9);
  }, colour);
  const jpeg = Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
  return { name, mimeType: 'image/jpeg', buffer: Buffer.concat([jpeg.subarray(0, 2), TURNED, jpeg.subarray(2)]) };
}
