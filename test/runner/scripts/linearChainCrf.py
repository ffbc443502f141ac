import numpy as np
import tensorflow as tf

# Data settings.
num_examples, num_words, num_features, num_tags = 6, 7, 5, 3
np.random.seed(0)
tf.set_random_seed(0)

x = np.random.rand(num_examples, num_words, num_features).astype(np.float32)
y = np.random.randint(num_tags, size=[num_examples, num_words]).astype(np.int32)
sequence_lengths = np.array([7, 5, 6, 7, 1, 3], dtype=np.int32)

with tf.Graph().as_default():
    tf.set_random_seed(7)
    with tf.Session() as session:
        x_t = tf.constant(x)
        y_t = tf.constant(y)
        sequence_lengths_t = tf.constant(sequence_lengths)
        weights = tf.get_variable("weights", [num_features, num_tags])
        matricized_x_t = tf.reshape(x_t, [-1, num_features])
        matricized_unary_scores = tf.matmul(matricized_x_t, weights)
        unary_scores = tf.reshape(matricized_unary_scores, [num_examples, num_words, num_tags])
        log_likelihood, transition_params = tf.contrib.crf.crf_log_likelihood(
            unary_scores, y_t, sequence_lengths_t)
        viterbi_sequence, viterbi_score = tf.contrib.crf.crf_decode(
            unary_scores, transition_params, sequence_lengths_t)
        loss = tf.reduce_mean(-log_likelihood)
        train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

        session.run(tf.global_variables_initializer())
        mask = np.expand_dims(np.arange(num_words), axis=0) < np.expand_dims(sequence_lengths, axis=1)
        total_labels = np.sum(sequence_lengths)
        for i in range(6):
            tf_unary_scores, tf_transition_params, decoded, value, _ = session.run(
                [unary_scores, transition_params, viterbi_sequence, loss, train_op])
            correct = np.sum((y == decoded) * mask)
            print("Step %d loss %.4f accuracy %.2f%%" % (i, value, 100.0 * correct / float(total_labels)))
        for scores, length in zip(tf_unary_scores, sequence_lengths):
            sequence, score = tf.contrib.crf.viterbi_decode(scores[:length], tf_transition_params)
            print([int(tag) for tag in sequence], '%.4f' % score)
# Steps: 6
