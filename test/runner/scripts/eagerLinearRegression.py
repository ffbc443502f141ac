"""Linear regression with eager execution, in the style of TensorFlow 1's guide."""

import tensorflow as tf

tf.enable_eager_execution()
tfe = tf.contrib.eager

tf.set_random_seed(3)
NUM_EXAMPLES = 200
training_inputs = tf.random_normal([NUM_EXAMPLES])
noise = tf.random_normal([NUM_EXAMPLES])
training_outputs = training_inputs * 3 + 2 + noise


def prediction(input, weight, bias):
    return input * weight + bias


def loss(weights, biases):
    error = prediction(training_inputs, weights, biases) - training_outputs
    return tf.reduce_mean(tf.square(error))


def grad(weights, biases):
    with tf.GradientTape() as tape:
        loss_value = loss(weights, biases)
    return tape.gradient(loss_value, [weights, biases])


W = tfe.Variable(5.0, name='W')
B = tfe.Variable(10.0, name='B')
optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.1)
print('Initial loss: {:.3f}'.format(loss(W, B)))
for i in range(20):
    dW, dB = grad(W, B)
    optimizer.apply_gradients([(dW, W), (dB, B)], global_step=tf.train.get_or_create_global_step())
    if i % 5 == 0:
        print('Loss at step {:03d}: {:.3f}'.format(i, loss(W, B)), dW, dB)
print('Final loss: {:.3f}'.format(loss(W, B)))
print('W = {}, B = {}'.format(W.numpy(), B.numpy()))
print(W, B, tf.train.get_global_step().numpy())
# Steps: 20
