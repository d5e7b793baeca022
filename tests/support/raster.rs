//! Paints egui's triangles with the processor, so that tests can write pictures without a GPU and without a display.

use eframe::egui::epaint::{ImageData, ImageDelta, Mesh, Primitive, Vertex};
use eframe::egui::{Color32, ColorImage, Context, FullOutput, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The textures that egui has sent so far. Clones share them.
#[derive(Clone, Default)]
pub struct Raster(Rc<RefCell<HashMap<TextureId, ColorImage>>>);

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.borrow_mut();
        for (id, deltas) in delta.set.drain() {
            for delta in deltas {
                take_in(textures.entry(id).or_default(), &delta);
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

fn take_in(texture: &mut ColorImage, delta: &ImageDelta) {
    let ImageData::Color(image) = &delta.image;
    let Some([x, y]) = delta.pos else {
        *texture = (**image).clone();
        return;
    };
    let [width, height] = image.size;
    for row in 0..height {
        let to = (y + row) * texture.size[0] + x;
        texture.pixels[to..to + width].copy_from_slice(&image.pixels[row * width..(row + 1) * width]);
    }
}

impl Raster {
    /// Paints a frame; gives premultiplied RGBA and the size in pixels.
    pub fn paint(&self, ctx: &Context, output: &FullOutput, size: [usize; 2], ground: Color32) -> Vec<Color32> {
        let mut pixels = vec![ground; size[0] * size[1]];
        let textures = self.0.borrow();
        for clipped in ctx.tessellate(output.shapes.clone(), output.pixels_per_point) {
            let Primitive::Mesh(mesh) = &clipped.primitive else { continue };
            let Some(texture) = textures.get(&mesh.texture_id) else { continue };
            let clip = clipped.clip_rect * output.pixels_per_point;
            let bound = |v: f32, most: usize| (v.round().max(0.0) as usize).min(most);
            let window = [bound(clip.min.x, size[0]), bound(clip.min.y, size[1]), bound(clip.max.x, size[0]), bound(clip.max.y, size[1])];
            mesh_on(&mut pixels, size[0], window, mesh, texture, output.pixels_per_point);
        }
        pixels
    }
}

fn mesh_on(pixels: &mut [Color32], stride: usize, window: [usize; 4], mesh: &Mesh, texture: &ColorImage, scale: f32) {
    for corner in mesh.indices.chunks_exact(3) {
        let [a, b, c] = [corner[0], corner[1], corner[2]].map(|i| mesh.vertices[i as usize]);
        triangle(pixels, stride, window, [a, b, c], texture, scale);
    }
}

fn triangle(pixels: &mut [Color32], stride: usize, window: [usize; 4], mut v: [Vertex; 3], texture: &ColorImage, scale: f32) {
    let edge = |a: [f32; 2], b: [f32; 2], p: [f32; 2]| (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
    let at = |v: &Vertex| [v.pos.x * scale, v.pos.y * scale];
    let mut area = edge(at(&v[0]), at(&v[1]), at(&v[2]));
    if area < 0.0 {
        v.swap(1, 2);
        area = -area;
    }
    if area < 1e-6 {
        return;
    }
    let p = [at(&v[0]), at(&v[1]), at(&v[2])];
    // A pixel on an edge that two triangles share belongs to the one whose top or left edge it is.
    let owns = |a: [f32; 2], b: [f32; 2]| (a[1] == b[1] && b[0] > a[0]) || b[1] < a[1];
    let own = [owns(p[1], p[2]), owns(p[2], p[0]), owns(p[0], p[1])];
    let span = |axis: usize, low: usize, high: usize| {
        let from = p.iter().map(|q| q[axis]).fold(f32::INFINITY, f32::min).floor().max(low as f32) as usize;
        let to = p.iter().map(|q| q[axis]).fold(f32::NEG_INFINITY, f32::max).ceil().max(0.0) as usize;
        (from, to.min(high))
    };
    let ((left, right), (top, bottom)) = (span(0, window[0], window[2]), span(1, window[1], window[3]));
    let flat = v[0].color == v[1].color && v[1].color == v[2].color && v[0].uv == v[1].uv && v[1].uv == v[2].uv;
    let plain = flat.then(|| tint(sample(texture, v[0].uv.x, v[0].uv.y), v[0].color.to_array().map(f32::from)));
    for y in top..bottom {
        for x in left..right {
            let q = [x as f32 + 0.5, y as f32 + 0.5];
            let w = [edge(p[1], p[2], q), edge(p[2], p[0], q), edge(p[0], p[1], q)];
            if (0..3).any(|i| w[i] < 0.0 || (w[i] == 0.0 && !own[i])) {
                continue;
            }
            let ink = plain.unwrap_or_else(|| {
                let mix = |f: &dyn Fn(&Vertex) -> f32| (w[0] * f(&v[0]) + w[1] * f(&v[1]) + w[2] * f(&v[2])) / area;
                let colour = [0, 1, 2, 3].map(|i| mix(&|v| f32::from(v.color.to_array()[i])));
                tint(sample(texture, mix(&|v| v.uv.x), mix(&|v| v.uv.y)), colour)
            });
            let pixel = &mut pixels[y * stride + x];
            let under = 1.0 - ink[3] / 255.0;
            let ground = pixel.to_array().map(f32::from);
            let over = [0, 1, 2, 3].map(|i| (ink[i] + ground[i] * under).round().clamp(0.0, 255.0) as u8);
            *pixel = Color32::from_rgba_premultiplied(over[0], over[1], over[2], over[3]);
        }
    }
}

fn tint(texel: [f32; 4], colour: [f32; 4]) -> [f32; 4] {
    [0, 1, 2, 3].map(|i| texel[i] * colour[i] / 255.0)
}

/// The texture between its texels, as the GPU does it.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
    let (fx, fy) = (x - x.floor(), y - y.floor());
    let texel = |dx: f32, dy: f32| {
        let column = ((x.floor() + dx).max(0.0) as usize).min(width - 1);
        let row = ((y.floor() + dy).max(0.0) as usize).min(height - 1);
        texture.pixels[row * width + column].to_array().map(f32::from)
    };
    let corners = [texel(0.0, 0.0), texel(1.0, 0.0), texel(0.0, 1.0), texel(1.0, 1.0)];
    let weights = [(1.0 - fx) * (1.0 - fy), fx * (1.0 - fy), (1.0 - fx) * fy, fx * fy];
    [0, 1, 2, 3].map(|i| (0..4).map(|k| corners[k][i] * weights[k]).sum())
}
