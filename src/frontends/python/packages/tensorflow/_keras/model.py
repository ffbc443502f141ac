"""Model: a network that is trained. compile, fit and their kin; of keras/engine/training.py in graph mode."""

import inspect

from .. import _nest
from .compiled_model import CompiledModel
from .graph_state import learning_phase
from .optimizers import named
from .training_loop import evaluate_arrays, fit_arrays, predict_arrays, refuse_data
from .training_generator import evaluate_generator, fit_generator, is_generator, predict_generator


class Model(CompiledModel):
    def compile(
        self,
        optimizer='rmsprop',
        loss=None,
        metrics=None,
        loss_weights=None,
        sample_weight_mode=None,
        weighted_metrics=None,
        target_tensors=None,
        distribute=None,
        **kwargs,
    ):
        """Makes the loss, the metrics and, at the first step, the functions that train and evaluate."""
        if kwargs.pop('run_eagerly', None):
            raise ValueError('You can only set `run_eagerly=True` if eager execution is enabled.')
        kwargs.pop('experimental_run_tf_function', None)
        if distribute is not None:
            raise NotImplementedError(
                'tf.keras.Model.compile(distribute=…) is not evaluated by this engine'
            )
        if isinstance(optimizer, (list, tuple)):
            self.optimizer = [named.get(one) for one in optimizer]
        else:
            self.optimizer = named.get(optimizer)
        self._compile(
            loss, metrics, loss_weights, sample_weight_mode, weighted_metrics, target_tensors, kwargs
        )

    def _assert_compile_was_called(self):
        if not self.optimizer:
            raise RuntimeError(
                'You must compile your model before training/testing. Use `model.compile(optimizer, '
                'loss)`.'
            )

    def _check_call_args(self, method):
        spec = inspect.getfullargspec(self.call)
        positional = spec.args[: len(spec.args) - len(spec.defaults or ())]
        extra = [name for name in positional if name != 'training'][2:]
        if extra:
            raise ValueError(
                'Models passed to `' + method + '` can only have `training` and the first argument in '
                '`call` as positional arguments, found: ' + str(extra) + '.'
            )

    # -- many batches --------------------------------------------------------------------------

    def fit(
        self,
        x=None,
        y=None,
        batch_size=None,
        epochs=1,
        verbose=1,
        callbacks=None,
        validation_split=0.0,
        validation_data=None,
        shuffle=True,
        class_weight=None,
        sample_weight=None,
        initial_epoch=0,
        steps_per_epoch=None,
        validation_steps=None,
        validation_freq=1,
        max_queue_size=10,
        workers=1,
        use_multiprocessing=False,
        **kwargs,
    ):
        if 'nb_epoch' in kwargs:
            epochs = kwargs.pop('nb_epoch')
        if kwargs:
            raise TypeError('Unrecognized keyword arguments: ' + str(kwargs))
        self._assert_compile_was_called()
        self._check_call_args('fit')
        if is_generator(x):
            return fit_generator(
                self,
                x,
                steps_per_epoch=steps_per_epoch,
                epochs=epochs,
                verbose=verbose,
                callbacks=callbacks,
                validation_data=validation_data,
                validation_steps=validation_steps,
                validation_freq=validation_freq,
                class_weight=class_weight,
                shuffle=shuffle,
                initial_epoch=initial_epoch,
            )
        refuse_data(x, 'fit')
        return fit_arrays(
            self,
            x,
            y,
            batch_size=batch_size,
            epochs=epochs,
            verbose=verbose,
            callbacks=callbacks,
            validation_split=validation_split,
            validation_data=validation_data,
            shuffle=shuffle,
            class_weight=class_weight,
            sample_weight=sample_weight,
            initial_epoch=initial_epoch,
            steps_per_epoch=steps_per_epoch,
            validation_steps=validation_steps,
            validation_freq=validation_freq,
        )

    def evaluate(
        self,
        x=None,
        y=None,
        batch_size=None,
        verbose=1,
        sample_weight=None,
        steps=None,
        callbacks=None,
        max_queue_size=10,
        workers=1,
        use_multiprocessing=False,
    ):
        self._assert_compile_was_called()
        self._check_call_args('evaluate')
        if is_generator(x):
            return evaluate_generator(self, x, steps=steps, callbacks=callbacks, verbose=verbose)
        refuse_data(x, 'evaluate')
        return evaluate_arrays(self, x, y, batch_size, verbose, sample_weight, steps, callbacks)

    def predict(
        self,
        x,
        batch_size=None,
        verbose=0,
        steps=None,
        callbacks=None,
        max_queue_size=10,
        workers=1,
        use_multiprocessing=False,
    ):
        self._check_call_args('predict')
        if is_generator(x):
            return predict_generator(self, x, steps=steps, callbacks=callbacks, verbose=verbose)
        refuse_data(x, 'predict')
        return predict_arrays(self, x, batch_size, verbose, steps, callbacks)

    def fit_generator(self, generator, steps_per_epoch=None, **options):
        self._check_call_args('fit_generator')
        return fit_generator(self, generator, steps_per_epoch=steps_per_epoch, **options)

    def evaluate_generator(self, generator, steps=None, **options):
        self._check_call_args('evaluate_generator')
        return evaluate_generator(self, generator, steps=steps, **options)

    def predict_generator(self, generator, steps=None, **options):
        return predict_generator(self, generator, steps=steps, **options)

    # -- one batch -----------------------------------------------------------------------------

    def reset_metrics(self):
        for metric in self._training_eval_metrics():
            metric.reset_states()

    def train_on_batch(
        self, x, y=None, sample_weight=None, class_weight=None, reset_metrics=True
    ):
        self._assert_compile_was_called()
        self._check_call_args('train_on_batch')
        x, y, weights = self._standardize_user_data(
            x, y, sample_weight=sample_weight, class_weight=class_weight
        )
        values = _nest.flatten(x) + (y or []) + (weights or [])
        if not isinstance(learning_phase(), int):
            values = [*values, True]
        self._update_sample_weight_modes(weights)
        self._make_train_function()
        outputs = self.train_function(values)
        if reset_metrics:
            self.reset_metrics()
        return outputs[0] if len(outputs) == 1 else outputs

    def test_on_batch(self, x, y=None, sample_weight=None, reset_metrics=True):
        self._assert_compile_was_called()
        self._check_call_args('test_on_batch')
        x, y, weights = self._standardize_user_data(x, y, sample_weight=sample_weight)
        values = _nest.flatten(x) + (y or []) + (weights or [])
        self._update_sample_weight_modes(weights)
        self._make_test_function()
        outputs = self.test_function(values)
        if reset_metrics:
            self.reset_metrics()
        return outputs[0] if len(outputs) == 1 else outputs

    def predict_on_batch(self, x):
        self._check_call_args('predict_on_batch')
        inputs, _, _ = self._standardize_user_data(x)
        self._make_predict_function()
        outputs = self.predict_function(inputs)
        return outputs[0] if len(outputs) == 1 else outputs

    # -- files ---------------------------------------------------------------------------------

    def _refuse(self, method):
        raise NotImplementedError(
            'tf.keras.Model.%s is not evaluated by this engine; get_weights and set_weights are'
            % method
        )

    def save(self, *args, **kwargs):
        self._refuse('save')

    def save_weights(self, *args, **kwargs):
        self._refuse('save_weights')

    def load_weights(self, *args, **kwargs):
        self._refuse('load_weights')

    def to_json(self, **kwargs):
        import json

        config = {
            'class_name': type(self).__name__,
            'config': self.get_config(),
            'keras_version': '2.2.4-tf',
            'backend': 'tensorflow',
        }
        return json.dumps(config, default=_as_json, **kwargs)


def _as_json(value):
    return value.tolist() if hasattr(value, 'tolist') else getattr(value, '__name__', str(value))


