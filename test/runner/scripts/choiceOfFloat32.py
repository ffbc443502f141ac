"""np.random.choice with the float32 probabilities that a softmax gives: they sum to 1 only nearly."""
import numpy as np
import tensorflow as tf

np.random.seed(0)
logits = tf.Variable([0.3, -0.2, 0.9], name='logits')
policy = tf.nn.softmax(logits)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    p = sess.run(policy) + np.float32(1e-5)
    print(np.random.choice(3, p=p), np.random.choice(3, 5, p=p))
    try:
        np.random.choice(3, p=p.astype('float64'))
    except ValueError as error:
        print(error)
# Steps: 0
