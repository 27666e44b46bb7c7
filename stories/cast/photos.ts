import type { Page } from '@playwright/test';

export interface Photo {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Orientation 6: the camera was held upright, and whoever shows it turns it a quarter to the right. */
const UPRIGHT = Buffer.from('ffe1002245786966000049492a0008000000010012010300010000000600000000000000', 'hex');

/** A photo as a phone takes one: a JPEG of 3000 × 2000 pixels that lies on its side and says so. */
export async function photo(page: Page, name: string, colour: string): Promise<Photo> {
  const data = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [3000, 2000];
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = fill;
    pen.fillRect(0, 0, 3000, 2000);
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, 1500, 300);
    return canvas.toDataURL('image/jpeg', 0.9);
  }, colour);
  const jpeg = Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
  return { name, mimeType: 'image/jpeg', buffer: Buffer.concat([jpeg.subarray(0, 2), UPRIGHT, jpeg.subarray(2)]) };
}
