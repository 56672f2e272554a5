//! Platform and library types through which control comes back to the app.
//!
//! Four kinds: code that is handed to run elsewhere or later; listeners that
//! the platform fires without the person; life cycles of components; and what
//! a person sets off, where start-up ends.

use crate::facts::EdgeKind;

use super::program::{FastMap, NONE, Program};

/// Code handed over to run: whoever creates an instance is taken to hand it
/// over. A thread pool, a queue or a field between creation and execution
/// would hide the way otherwise, and the path shown stays one a person can
/// follow: created here, run there.
#[rustfmt::skip]
const HANDED_OVER: &[(&[u8], &[&[u8]])] = &[
    (b"Ljava/lang/Runnable;", &[b"run"]),
    (b"Ljava/lang/Thread;", &[b"run"]),
    (b"Ljava/util/concurrent/Callable;", &[b"call"]),
    (b"Ljava/util/TimerTask;", &[b"run"]),
    (b"Landroid/os/AsyncTask;", &[b"onPreExecute", b"doInBackground", b"onProgressUpdate", b"onPostExecute"]),
    (b"Landroid/os/HandlerThread;", &[b"run", b"onLooperPrepared"]),
    (b"Landroid/os/Handler;", &[b"handleMessage", b"dispatchMessage"]),
    (b"Landroid/os/Handler$Callback;", &[b"handleMessage"]),
    (b"Landroid/os/MessageQueue$IdleHandler;", &[b"queueIdle"]),
    (b"Landroid/view/Choreographer$FrameCallback;", &[b"doFrame"]),
    (b"Landroid/content/AsyncTaskLoader;", &[b"loadInBackground"]),
    (b"Ljava/util/concurrent/FutureTask;", &[b"run", b"done"]),
    (b"Ljava/security/PrivilegedAction;", &[b"run"]),
    (b"Ljava/security/PrivilegedExceptionAction;", &[b"run"]),
    (b"Ljava/util/function/Consumer;", &[b"accept"]),
    (b"Ljava/util/function/BiConsumer;", &[b"accept"]),
    (b"Ljava/util/function/Function;", &[b"apply"]),
    (b"Ljava/util/function/BiFunction;", &[b"apply"]),
    (b"Ljava/util/function/Predicate;", &[b"test"]),
    (b"Ljava/util/function/Supplier;", &[b"get"]),
    (b"Ljava/util/concurrent/ForkJoinTask;", &[b"exec", b"compute"]),
    // Coroutines: a suspending lambda is a continuation whose body this is.
    (b"Lkotlin/coroutines/jvm/internal/SuspendLambda;", &[b"invokeSuspend"]),
    (b"Lkotlin/coroutines/jvm/internal/RestrictedSuspendLambda;", &[b"invokeSuspend"]),
    (b"Lkotlin/coroutines/jvm/internal/ContinuationImpl;", &[b"invokeSuspend"]),
    // WorkManager creates the worker itself, from its class object.
    (b"Landroidx/work/ListenableWorker;", &[b"startWork", b"doWork", b"createWork"]),
    (b"Lio/reactivex/ObservableOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/FlowableOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/SingleOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/MaybeOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/CompletableOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/Observer;", &[b"onSubscribe", b"onNext", b"onError", b"onComplete"]),
    (b"Lio/reactivex/SingleObserver;", &[b"onSubscribe", b"onSuccess", b"onError"]),
    (b"Lio/reactivex/functions/Consumer;", &[b"accept"]),
    (b"Lio/reactivex/functions/BiConsumer;", &[b"accept"]),
    (b"Lio/reactivex/functions/Function;", &[b"apply"]),
    (b"Lio/reactivex/functions/BiFunction;", &[b"apply"]),
    (b"Lio/reactivex/functions/Predicate;", &[b"test"]),
    (b"Lio/reactivex/functions/Action;", &[b"run"]),
    (b"Lio/reactivex/rxjava3/core/ObservableOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/rxjava3/core/FlowableOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/rxjava3/core/SingleOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/rxjava3/core/MaybeOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/rxjava3/core/CompletableOnSubscribe;", &[b"subscribe"]),
    (b"Lio/reactivex/rxjava3/core/Observer;", &[b"onSubscribe", b"onNext", b"onError", b"onComplete"]),
    (b"Lio/reactivex/rxjava3/core/SingleObserver;", &[b"onSubscribe", b"onSuccess", b"onError"]),
    (b"Lio/reactivex/rxjava3/functions/Consumer;", &[b"accept"]),
    (b"Lio/reactivex/rxjava3/functions/Function;", &[b"apply"]),
    (b"Lio/reactivex/rxjava3/functions/Supplier;", &[b"get"]),
    (b"Lio/reactivex/rxjava3/functions/Predicate;", &[b"test"]),
    (b"Lio/reactivex/rxjava3/functions/Action;", &[b"run"]),
    (b"Lrx/Observable$OnSubscribe;", &[b"call"]),
    (b"Lrx/Single$OnSubscribe;", &[b"call"]),
    (b"Lrx/Observer;", &[b"onNext", b"onError", b"onCompleted"]),
    (b"Lrx/functions/Action0;", &[b"call"]),
    (b"Lrx/functions/Action1;", &[b"call"]),
    (b"Lrx/functions/Func0;", &[b"call"]),
    (b"Lrx/functions/Func1;", &[b"call"]),
    (b"Lrx/functions/Func2;", &[b"call"]),
];

/// Life-cycle objects that the app makes and the platform then drives.
#[rustfmt::skip]
const LIFE_CYCLES: &[(&[u8], &[&[u8]])] = &[
    (b"Landroid/app/Fragment;", FRAGMENT),
    (b"Landroid/support/v4/app/Fragment;", FRAGMENT),
    (b"Landroidx/fragment/app/Fragment;", FRAGMENT),
    (b"Landroid/app/Dialog;", &[b"onCreate", b"onStart", b"onAttachedToWindow"]),
];

const FRAGMENT: &[&[u8]] = &[
    b"onAttach",
    b"onCreate",
    b"onCreateView",
    b"onViewCreated",
    b"onActivityCreated",
    b"onStart",
    b"onResume",
    b"setUserVisibleHint",
    b"onCreateDialog",
];

/// Listeners that the platform fires without the person, once registered.
#[rustfmt::skip]
const LISTENERS: &[(&[u8], &[&[u8]])] = &[
    (b"Landroid/location/LocationListener;", &[b"onLocationChanged", b"onProviderEnabled", b"onProviderDisabled", b"onStatusChanged"]),
    (b"Landroid/location/GpsStatus$Listener;", &[b"onGpsStatusChanged"]),
    (b"Landroid/location/GnssStatus$Callback;", &[b"onStarted", b"onFirstFix", b"onSatelliteStatusChanged"]),
    (b"Landroid/hardware/SensorEventListener;", &[b"onSensorChanged", b"onAccuracyChanged"]),
    (b"Landroid/app/Application$ActivityLifecycleCallbacks;", &[b"onActivityPreCreated", b"onActivityCreated", b"onActivityPostCreated", b"onActivityStarted", b"onActivityResumed", b"onActivityPostResumed"]),
    (b"Landroid/content/BroadcastReceiver;", &[b"onReceive"]),
    (b"Landroid/content/ServiceConnection;", &[b"onServiceConnected"]),
    (b"Landroid/database/ContentObserver;", &[b"onChange"]),
    (b"Landroid/telephony/PhoneStateListener;", &[b"onServiceStateChanged", b"onSignalStrengthsChanged", b"onSignalStrengthChanged", b"onCallStateChanged", b"onCellLocationChanged", b"onCellInfoChanged", b"onDataConnectionStateChanged", b"onDataActivity"]),
    (b"Landroid/telephony/TelephonyCallback;", &[b"onServiceStateChanged", b"onSignalStrengthsChanged", b"onCallStateChanged", b"onCellLocationChanged", b"onCellInfoChanged", b"onDataConnectionStateChanged"]),
    (b"Landroid/net/ConnectivityManager$NetworkCallback;", &[b"onAvailable", b"onCapabilitiesChanged", b"onLinkPropertiesChanged", b"onLost"]),
    (b"Landroid/content/ClipboardManager$OnPrimaryClipChangedListener;", &[b"onPrimaryClipChanged"]),
    (b"Landroid/content/SharedPreferences$OnSharedPreferenceChangeListener;", &[b"onSharedPreferenceChanged"]),
    (b"Landroid/content/ComponentCallbacks;", &[b"onConfigurationChanged", b"onLowMemory"]),
    (b"Landroid/content/ComponentCallbacks2;", &[b"onTrimMemory", b"onConfigurationChanged", b"onLowMemory"]),
    (b"Landroid/view/ViewTreeObserver$OnGlobalLayoutListener;", &[b"onGlobalLayout"]),
    (b"Landroid/view/ViewTreeObserver$OnPreDrawListener;", &[b"onPreDraw"]),
    (b"Landroid/view/ViewTreeObserver$OnWindowFocusChangeListener;", &[b"onWindowFocusChanged"]),
    (b"Landroid/bluetooth/le/ScanCallback;", &[b"onScanResult", b"onBatchScanResults"]),
    (b"Landroid/bluetooth/BluetoothAdapter$LeScanCallback;", &[b"onLeScan"]),
    (b"Landroid/view/SurfaceHolder$Callback;", &[b"surfaceCreated", b"surfaceChanged"]),
    (b"Landroid/accounts/OnAccountsUpdateListener;", &[b"onAccountsUpdated"]),
    (b"Landroid/accounts/AccountManagerCallback;", &[b"run"]),
    (b"Landroid/animation/Animator$AnimatorListener;", &[b"onAnimationStart", b"onAnimationEnd"]),
    (b"Landroid/view/animation/Animation$AnimationListener;", &[b"onAnimationStart", b"onAnimationEnd"]),
    (b"Landroid/media/MediaPlayer$OnPreparedListener;", &[b"onPrepared"]),
    (b"Landroid/media/MediaPlayer$OnCompletionListener;", &[b"onCompletion"]),
];

/// Kotlin function types; their instances run where these libraries take them.
const KOTLIN_RUNNERS: &[&[u8]] = &[
    b"Lkotlin/concurrent/",
    b"Lkotlin/LazyKt",
    b"Lkotlinx/coroutines/",
];

/// Types whose methods a person's action calls.
const USER_CALLBACKS: &[&[u8]] = &[
    b"Landroid/view/View$OnClickListener;",
    b"Landroid/view/View$OnLongClickListener;",
    b"Landroid/view/View$OnTouchListener;",
    b"Landroid/view/View$OnKeyListener;",
    b"Landroid/view/View$OnDragListener;",
    b"Landroid/view/View$OnFocusChangeListener;",
    b"Landroid/view/View$OnCreateContextMenuListener;",
    b"Landroid/view/GestureDetector$OnGestureListener;",
    b"Landroid/view/GestureDetector$OnDoubleTapListener;",
    b"Landroid/view/MenuItem$OnMenuItemClickListener;",
    b"Landroid/content/DialogInterface$OnClickListener;",
    b"Landroid/content/DialogInterface$OnMultiChoiceClickListener;",
    b"Landroid/content/DialogInterface$OnCancelListener;",
    b"Landroid/content/DialogInterface$OnDismissListener;",
    b"Landroid/content/DialogInterface$OnKeyListener;",
    b"Landroid/widget/AdapterView$OnItemClickListener;",
    b"Landroid/widget/AdapterView$OnItemLongClickListener;",
    b"Landroid/widget/AdapterView$OnItemSelectedListener;",
    b"Landroid/widget/CompoundButton$OnCheckedChangeListener;",
    b"Landroid/widget/RadioGroup$OnCheckedChangeListener;",
    b"Landroid/widget/SeekBar$OnSeekBarChangeListener;",
    b"Landroid/widget/TextView$OnEditorActionListener;",
    b"Landroid/widget/PopupMenu$OnMenuItemClickListener;",
    b"Landroid/widget/SearchView$OnQueryTextListener;",
    b"Landroid/text/TextWatcher;",
    b"Landroid/preference/Preference$OnPreferenceClickListener;",
    b"Landroid/preference/Preference$OnPreferenceChangeListener;",
    b"Landroid/app/DatePickerDialog$OnDateSetListener;",
    b"Landroid/app/TimePickerDialog$OnTimeSetListener;",
    b"Landroidx/activity/result/ActivityResultCallback;",
];

/// Names of methods that a person's action calls on components and views.
const USER_METHODS: &[&[u8]] = &[
    b"onClick",
    b"onLongClick",
    b"onItemClick",
    b"onItemLongClick",
    b"onTouch",
    b"onTouchEvent",
    b"onKey",
    b"onKeyDown",
    b"onKeyUp",
    b"onBackPressed",
    b"onOptionsItemSelected",
    b"onContextItemSelected",
    b"onMenuItemClick",
    b"onNavigationItemSelected",
    b"onCheckedChanged",
    b"onActivityResult",
    b"onRequestPermissionsResult",
    b"onEditorAction",
    b"onTextChanged",
    b"afterTextChanged",
    b"beforeTextChanged",
    b"performClick",
];

/// Life cycles of components, in the order in which the platform runs them.
pub(crate) const ACTIVITY: &[&[u8]] = &[
    b"attachBaseContext",
    b"onCreate",
    b"onStart",
    b"onPostCreate",
    b"onResume",
    b"onPostResume",
    b"onAttachedToWindow",
    b"onWindowFocusChanged",
];
pub(crate) const SERVICE: &[&[u8]] = &[
    b"attachBaseContext",
    b"onCreate",
    b"onStartCommand",
    b"onStart",
    b"onBind",
    b"onHandleIntent",
    b"onHandleWork",
    b"onStartJob",
];
pub(crate) const RECEIVER: &[&[u8]] = &[b"onReceive"];
pub(crate) const PROVIDER: &[&[u8]] = &[b"attachInfo", b"onCreate"];
const COMPONENTS: &[(&[u8], &[&[u8]])] = &[
    (b"Landroid/app/Activity;", ACTIVITY),
    (b"Landroid/app/Service;", SERVICE),
    (RECEIVER_TYPE, RECEIVER),
];
const RECEIVER_TYPE: &[u8] = b"Landroid/content/BroadcastReceiver;";
pub(crate) const APPLICATION: &[&[u8]] = &[b"attachBaseContext", b"onCreate"];
/// Classes that Tinker's Application creates by name and hands its life cycle to: an
/// app's real Application where hot fixes are in use (ApplicationLike, by version).
pub(crate) const TINKER_APPLICATION: &[u8] = b"Lcom/tencent/tinker/loader/app/TinkerApplication;";
pub(crate) const TINKER_DELEGATES: &[&[u8]] = &[
    b"Lcom/tencent/tinker/entry/ApplicationLike;",
    b"Lcom/tencent/tinker/loader/app/ApplicationLike;",
];
pub(crate) const TINKER_LIFE_CYCLE: &[&[u8]] = &[b"onBaseContextAttached", b"onCreate"];

/// Names of methods, any overload.
pub(crate) type Names = &'static [&'static [u8]];

/// The tables above in the numbers of one program.
#[derive(Debug)]
pub(crate) struct Callbacks {
    /// Types whose instances run once some code has created them.
    pub(crate) on_creation: Vec<(u32, Names, EdgeKind)>,
    /// Components, by the life cycle that starting one runs.
    pub(crate) components: Vec<(u32, Names)>,
    listeners: FastMap<u32, Names>,
    handed_over: Vec<bool>,
    /// By type: a listener, or code that is handed over.
    taken: Vec<bool>,
    /// The type of broadcast receivers, or [`NONE`].
    receiver: u32,
    /// By type: a person's action or a broadcast is passed on through it.
    dispatched: Vec<bool>,
}

impl Callbacks {
    pub(crate) fn new(program: &Program<'_>) -> Self {
        let marked = |kinds: &mut dyn Iterator<Item = &'static [u8]>| {
            let mut marks = vec![false; program.types.len()];
            for kind in kinds.filter_map(|kind| program.find_type(kind)) {
                if let Some(mark) = marks.get_mut(kind as usize) {
                    *mark = true;
                }
            }
            marks
        };
        let numbered = |table: &'static [(&'static [u8], Names)]| {
            table
                .iter()
                .filter_map(|(kind, names)| Some((program.find_type(kind)?, *names)))
        };
        Self {
            on_creation: numbered(HANDED_OVER)
                .map(|(kind, names)| (kind, names, EdgeKind::Async))
                .chain(numbered(LIFE_CYCLES).map(|(kind, names)| (kind, names, EdgeKind::Listener)))
                .collect(),
            components: numbered(COMPONENTS).collect(),
            listeners: numbered(LISTENERS).collect(),
            taken: marked(&mut HANDED_OVER.iter().chain(LISTENERS).map(|(kind, _)| *kind)),
            handed_over: marked(&mut HANDED_OVER.iter().map(|(kind, _)| *kind)),
            receiver: program.find_type(RECEIVER_TYPE).unwrap_or(NONE),
            dispatched: marked(&mut USER_CALLBACKS.iter().copied().chain([RECEIVER_TYPE])),
        }
    }

    /// Methods that the platform calls, without the person, on a registered
    /// listener of this type.
    pub(crate) fn listener(&self, kind: u32) -> Option<Names> {
        self.listeners.get(&kind).copied()
    }

    /// Types of the listeners in sight.
    pub(crate) fn listener_types(&self) -> impl Iterator<Item = u32> {
        self.listeners.keys().copied()
    }

    /// Methods that run when an instance of this type is handed over.
    pub(crate) fn handed_over(&self, kind: u32) -> Option<Names> {
        let mut list = self.on_creation.iter();
        list.find(|(known, _, _)| *known == kind && self.is_handed_over(kind))
            .map(|(_, names, _)| *names)
    }

    /// Whether instances of this type only run code that is handed over, so
    /// that the edge from where they are created covers a call through it.
    pub(crate) fn is_handed_over(&self, kind: u32) -> bool {
        self.handed_over.get(kind as usize) == Some(&true)
    }

    /// Whether a method with a parameter of this type takes a listener or code
    /// to run.
    #[inline]
    pub(crate) fn is_taken(&self, kind: u32) -> bool {
        self.taken.get(kind as usize) == Some(&true)
    }

    /// Whether this is the type of broadcast receivers.
    pub(crate) fn is_receiver(&self, kind: u32) -> bool {
        kind != NONE && kind == self.receiver
    }

    /// Whether code that calls this method on this platform type passes on what
    /// happened elsewhere: a person's action, or a broadcast (LocalBroadcastManager;
    /// the edge from where a receiver is registered covers that).
    pub(crate) fn is_dispatched(&self, kind: u32, name: &[u8]) -> bool {
        self.dispatched.get(kind as usize) == Some(&true) || USER_METHODS.contains(&name)
    }
}

/// Whether code of this class runs Kotlin function values that it is given.
pub(crate) fn runs_kotlin_functions(class: &[u8]) -> bool {
    KOTLIN_RUNNERS
        .iter()
        .any(|prefix| class.starts_with(prefix))
}

/// Whether a method of this name takes a listener or a piece of code back.
pub(crate) fn unregisters(name: &[u8]) -> bool {
    [&b"unregister"[..], b"remove", b"cancel", b"unbind"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

/// Whether a method of this name starts the component that an intent names.
pub(crate) fn starts_component(name: &[u8]) -> bool {
    matches!(
        name,
        b"startActivity"
            | b"startActivities"
            | b"startActivityForResult"
            | b"startActivityIfNeeded"
            | b"startService"
            | b"startForegroundService"
            | b"bindService"
            | b"sendBroadcast"
            | b"sendOrderedBroadcast"
            | b"enqueueWork"
    )
}
