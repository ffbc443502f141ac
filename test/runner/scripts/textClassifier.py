import tensorflow as tf

tf.set_random_seed(3)
LINES = [
    '1,"a good, good movie"', '0,a bad movie', '1,Good plot', '0,bad plot  and bad sound', '1,,', '0,dull',
]
lines = tf.data.Dataset.from_tensor_slices(LINES[:4] + [LINES[5]]).repeat(2).batch(5)
line = lines.make_one_shot_iterator().get_next()
label, text = tf.decode_csv(line, [[0.0], ['none']])
text = tf.regex_replace(tf.strings.lower(text), '[^a-z ]', '')
words = tf.string_split(text)
vocabulary = ['good', 'bad', 'movie', 'plot']
table = tf.contrib.lookup.index_table_from_tensor(vocabulary, num_oov_buckets=2)
ids = tf.sparse_tensor_to_dense(table.lookup(words), default_value=6)
embedding = tf.get_variable('embedding', [7, 3], initializer=tf.random_normal_initializer(seed=4))
mask = tf.expand_dims(tf.cast(tf.less(ids, 6), tf.float32), 2)
mean = tf.reduce_sum(tf.nn.embedding_lookup(embedding, ids) * mask, 1) / tf.reduce_sum(mask, 1)
weights = tf.get_variable('weights', [3, 1], initializer=tf.random_normal_initializer(seed=5))
logits = tf.matmul(mean, weights)[:, 0]
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=label, logits=logits))
train_op = tf.train.AdamOptimizer(0.1).minimize(loss)
back = tf.contrib.lookup.index_to_string_table_from_tensor(vocabulary).lookup(table.lookup(words).values)
shown = tf.string_join([tf.as_string(label, precision=0), text, tf.as_string(tf.strings.length(text))], ' | ')
buckets = tf.string_to_hash_bucket_fast(words.values, 1000)
with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.tables_initializer()])
    while True:
        try:
            _, value, rows, found, numbers = sess.run([train_op, loss, shown, back, buckets])
        except tf.errors.OutOfRangeError:
            break
        print('%.5f' % value, rows, found, numbers)
    print(sess.run([table.size(), tf.reduce_join([['a', 'b'], ['c', 'd']], 1, separator='-')]))
    print(sess.run(tf.strings.format('loss {} of {}', [tf.constant(0.25), tf.constant(['a', 'b'])])))
# Steps: 2
