"""A bag of context words predicts the middle one: sampled softmax, Adagrad, a clip of sparse gradients."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(3)
VOCABULARY, WIDTH, WINDOW, BATCH = 30, 6, 2, 12
corpus = [int(w) for w in rng.randint(0, VOCABULARY, 200)]

tf.set_random_seed(7)
context = tf.placeholder(tf.int32, [BATCH, 2 * WINDOW], name='context')
target = tf.placeholder(tf.int64, [BATCH, 1], name='target')
with tf.variable_scope('words'):
    table = tf.get_variable('table', [VOCABULARY, WIDTH], initializer=tf.random_uniform_initializer(-1, 1))
    weights = tf.get_variable('weights', [VOCABULARY, WIDTH], initializer=tf.truncated_normal_initializer(stddev=0.3))
    biases = tf.get_variable('biases', [VOCABULARY], initializer=tf.zeros_initializer())
bag = tf.reduce_sum(tf.nn.embedding_lookup(table, context), axis=1)
candidates = tf.nn.learned_unigram_candidate_sampler(
    true_classes=target, num_true=1, num_sampled=5, unique=True, range_max=VOCABULARY, seed=11
)
loss = tf.reduce_mean(
    tf.nn.nce_loss(weights, biases, target, bag, 5, VOCABULARY, sampled_values=candidates)
)
optimizer = tf.train.AdagradOptimizer(0.5)
pairs = optimizer.compute_gradients(loss)
gradients, variables = zip(*pairs)
print([type(g).__name__ for g in gradients])
clipped, norm = tf.clip_by_global_norm(gradients, 1.0)
train = optimizer.apply_gradients(zip(clipped, variables))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    at = WINDOW
    for step in range(25):
        bags, middles = [], []
        for _ in range(BATCH):
            bags.append(corpus[at - WINDOW:at] + corpus[at + 1:at + WINDOW + 1])
            middles.append([corpus[at]])
            at = at + 1 if at + WINDOW + 1 < len(corpus) else WINDOW
        feed = {context: bags, target: middles}
        drawn, total, size, _ = sess.run([candidates.sampled_candidates, loss, norm, train], feed)
        if step % 4 == 0:
            print(step, drawn, '%.6f %.6f' % (total, size))
    print(sess.run(table)[:3])
    print(sess.run(biases))
# Steps: 25
