"""@file Oracle cases: tf.image: sizes, colours, likenesses, random ones draw by draw."""

from .writing import Cases, f, rnd, ulps

TAIL = """
with new_session() as s:
    for run in (1, 2):
        out('run %d' % run, s.run(y))
"""
F32 = ['float32']
IMAGE = 'x = tf.constant([[[0.1, 0.5, 0.9], [0.3, 0.3, 0.3], [1.0, 0.0, 0.25]], [[0.0, 0.0, 0.0], [0.9, 0.8, 0.1], [0.2, 0.7, 0.65]]], F)\n'
BYTES = 'x = tf.constant([[[10, 128, 255], [77, 77, 77], [255, 0, 64]], [[0, 0, 0], [230, 200, 20], [51, 180, 165]]], tf.uint8)\n'


def cases():
    c = Cases()
    pixels = rnd('pixels', [2, 4, 5, 3], 0.0, 1.0)
    for name, expr in (
        ('flip_left_right', 'tf.image.flip_left_right(a)'),
        ('flip_up_down', 'tf.image.flip_up_down(a)'),
        ('rot90', 'tf.image.rot90(a, 1)'),
        ('rot180', 'tf.image.rot90(a, 2)'),
        ('rot270', 'tf.image.rot90(a, 3)'),
        ('transpose_image', 'tf.image.transpose_image(a)'),
        ('central_crop', 'tf.image.central_crop(a, 0.5)'),
        ('crop_to_bounding_box', 'tf.image.crop_to_bounding_box(a, 1, 2, 2, 3)'),
        ('pad_to_bounding_box', 'tf.image.pad_to_bounding_box(a, 1, 2, 6, 8)'),
        ('resize_image_with_crop_or_pad', 'tf.image.resize_image_with_crop_or_pad(a, 6, 3)'),
        ('total_variation', 'tf.image.total_variation(a)'),
    ):
        # TensorFlow's own gradient of a turn by a right angle fails: the branches' shapes differ.
        grad = not name.startswith('rot')
        c.op(name, 'batch', expr, F32, grad=grad, bound=ulps(4, 'order of the sum') if name == 'total_variation' else None, a=pixels)
    for method in (0, 1, 2):
        for size in ('[8, 9]', '[2, 3]', '[7, 5]'):
            for corners in ('False', 'True'):
                c.op('resize_images', '%d %s %s' % (method, size, corners), 'tf.image.resize_images(a, %s, %d, %s)' % (size, method, corners), F32, bound=ulps(2, 'order of the sum of sixteen products', floor=0.01, gradient=64) if method == 2 else None, a=pixels)
    c.op('resize_image_with_pad', 'wide', 'tf.image.resize_image_with_pad(a, 6, 9)', F32, bound=ulps(1, 'order of the sums, as resize_bilinear', floor=0.05, gradient=64), a=pixels)
    for name, call in (
        ('adjust_brightness', 'tf.image.adjust_brightness(x, 0.3)'),
        ('adjust_contrast', 'tf.image.adjust_contrast(x, 1.7)'),
        ('adjust_hue', 'tf.image.adjust_hue(x, 0.23)'),
        ('adjust_hue backward', 'tf.image.adjust_hue(x, -0.6)'),
        ('adjust_saturation', 'tf.image.adjust_saturation(x, 1.4)'),
        ('adjust_saturation to grey', 'tf.image.adjust_saturation(x, 0.0)'),
        ('adjust_gamma', 'tf.image.adjust_gamma(x, 2.0, 0.5)'),
        ('per_image_standardization', 'tf.image.per_image_standardization(x)'),
        ('rgb_to_grayscale', 'tf.image.rgb_to_grayscale(x)'),
    ):
        bound = ulps(4, 'order of sums, pow', floor=0.01) if name.split()[0] in ('per_image_standardization', 'adjust_gamma', 'rgb_to_grayscale', 'adjust_contrast') else None
        c.program(name.split()[0], name + ', floats', IMAGE + 'y = ' + call + TAIL, F32, bound=bound)
        c.program(name.split()[0], name + ', bytes', BYTES + 'y = ' + call + TAIL, F32)
    # Every way in which two channels can be equal, and every order of three.
    ties = 'x = tf.constant([[[0.9, 0.2, 0.2], [0.2, 0.9, 0.2], [0.2, 0.2, 0.9], [0.9, 0.9, 0.2], [0.2, 0.9, 0.9], [0.9, 0.2, 0.9], [0.9, 0.5, 0.1], [0.5, 0.9, 0.1], [0.1, 0.9, 0.5], [0.1, 0.5, 0.9], [0.5, 0.1, 0.9], [0.9, 0.1, 0.5]]], F)\n'
    calls = ['adjust_saturation(x, 1.2)', 'adjust_saturation(x, 0.5)', 'adjust_hue(x, 0.1)', 'adjust_hue(x, -0.3)', 'rgb_to_hsv(x)', 'hsv_to_rgb(tf.image.rgb_to_hsv(x))']
    c.program('adjust_saturation', 'equal channels', ties + 'y = [%s]' % ', '.join('tf.image.' + call for call in calls) + TAIL, F32, bound=ulps(1, 'order of operations of hsv_to_rgb'))
    for name in ('rgb_to_hsv', 'hsv_to_rgb'):
        c.program(name, 'floats', IMAGE + 'y = tf.image.%s(x)' % name + TAIL, ['float32', 'float64'], bound=ulps(1, 'order of operations'))
    for name in ('rgb_to_yuv', 'yuv_to_rgb', 'rgb_to_yiq', 'yiq_to_rgb'):
        c.program(name, 'floats', IMAGE + 'y = tf.image.%s(x)' % name + TAIL, F32, bound=ulps(4, 'order of the sum', floor=0.05))
    for call in ('random_brightness(x, 0.4, seed=3)', 'random_contrast(x, 0.4, 1.9, seed=3)', 'random_hue(x, 0.4, seed=3)', 'random_saturation(x, 0.2, 1.9, seed=3)', 'random_flip_left_right(x, seed=3)', 'random_flip_up_down(x, seed=4)'):
        c.program(call.split('(')[0], call, 'tf.set_random_seed(8)\n' + IMAGE + 'y = tf.image.' + call + TAIL, F32, bound=ulps(4, 'order of the sum of a mean', floor=0.01) if 'contrast' in call else None)
    for call in ('random_flip_left_right(x, seed=3)', 'random_flip_up_down(x)'):
        c.program(call.split('(')[0], 'batch, ' + call, 'tf.set_random_seed(8)\nx = tf.reshape(tf.cast(tf.range(48), F), [4, 2, 2, 3])\ny = tf.image.' + call + TAIL, F32)
    pair = 'x = tf.random_uniform([2, 14, 13, 3], dtype=F, seed=5)\nz = tf.clip_by_value(x + tf.random_normal([2, 14, 13, 3], 0.0, 0.1, F, seed=6), 0.0, 1.0)\n'
    near = ulps(400, 'order of the sums of windows', floor=0.05, gradient=4000)
    c.program('psnr', 'two', pair + 'y = tf.image.psnr(x, z, 1.0)' + TAIL, F32, bound=ulps(16, 'order of the sum, log'))
    c.program('ssim', 'two', pair + 'y = [tf.image.ssim(x, z, 1.0), tf.image.ssim(x, z, 1.0, filter_size=5)]' + TAIL, F32, bound=near)
    return c.cases
