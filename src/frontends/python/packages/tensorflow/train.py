"""tf.train"""

from ._missing import getter
from ._training.adagrad import (
    AdadeltaOptimizer,
    AdagradDAOptimizer,
    AdagradOptimizer,
    ProximalAdagradOptimizer,
)
from ._training.adam import AdamOptimizer
from ._training.checkpoints import (
    CheckpointState,
    checkpoint_exists,
    generate_checkpoint_state_proto,
    get_checkpoint_mtimes,
    get_checkpoint_state,
    latest_checkpoint,
    list_variables,
    load_checkpoint,
    load_variable,
    remove_checkpoint,
    update_checkpoint_state,
)
from ._training.checkpoints import CheckpointReader as NewCheckpointReader
from ._training.coordinator import Coordinator
from ._training.cosine_schedules import (
    cosine_decay,
    cosine_decay_restarts,
    linear_cosine_decay,
    noisy_linear_cosine_decay,
)
from ._training.device_setter import ClusterSpec, replica_device_setter
from ._training.ftrl import FtrlOptimizer
from ._training.global_step import (
    assert_global_step,
    create_global_step,
    get_global_step,
    get_or_create_global_step,
    global_step,
)
from ._training.gradient_descent import (
    GradientDescentOptimizer,
    ProximalGradientDescentOptimizer,
)
from ._training.input import (
    batch,
    input_producer,
    limit_epochs,
    range_input_producer,
    shuffle_batch,
    slice_input_producer,
    string_input_producer,
)
from ._training.momentum import MomentumOptimizer
from ._training.monitored_session import (
    MonitoredSession,
    MonitoredTrainingSession,
    Scaffold,
    SingularMonitoredSession,
)
from ._training.monitored_session import SessionCreator as ChiefSessionCreator
from ._training.moving_averages import ExponentialMovingAverage
from ._training.optimizer import Optimizer
from ._training.queue_runner import QueueRunner, add_queue_runner, start_queue_runners
from ._training.rmsprop import RMSPropOptimizer
from ._training.saving import Saver, SaverDef, import_meta_graph
from ._training.schedules import (
    exponential_decay,
    inverse_time_decay,
    natural_exp_decay,
    piecewise_constant,
    piecewise_constant_decay,
    polynomial_decay,
)
from ._training.session_hooks import (
    CheckpointSaverHook,
    FeedFnHook,
    FinalOpsHook,
    LoggingTensorHook,
    NanLossDuringTrainingError,
    NanTensorHook,
    ProfilerHook,
    SecondOrStepTimer,
    SessionRunArgs,
    SessionRunContext,
    SessionRunHook,
    SessionRunValues,
    StepCounterHook,
    StopAtStepHook,
    SummarySaverHook,
)

__getattr__ = getter('tf.train')
