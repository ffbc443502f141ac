import tensorflow as tf

w = tf.Variable([1.0, -2.0], name='w')
x = tf.constant([3.0, 0.5])
y = w * x
t = tf.reduce_sum(y * y)
train = tf.train.MomentumOptimizer(0.01, 0.9).minimize(t)

# From here on there is a step: whatever is typed below is evaluated beside it, and every letter
# of a comment, "é" and 𝒳 among them, is a text of its own that runs.
k = 2
k = k + 40.125  # a number, and then none of the tensors

y = -y
y = y * 2.0 + 1.0
x = x if k > 3 else y  # one of two
t = x = y
t += x
t -= 0.5

"""A text between the lines says nothing to anybody,
but it has two lines."""

for i in 1, 2: x = x + y
for i in [3, 4]:
    x = x * 0.125
    # the last turn counts
else: k = 7

if k > 6:
    y = y + 1.0
    k = k - 1  # once

def f(a, b=2.0):
    'Its text.'
    b = a * b
    return b

t = f(x)
t = f(y) + f(x)
y, k = x, 12
y, x = f(x), y
x = w[0]
t = x, y
x = [x, y][1]; y = x; k = 3
w = x  # the variable has another name now, and its row the old one
