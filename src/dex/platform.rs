//! What is known of the Android platform's own classes.
//!
//! Source: the API reference on developer.android.com; URIs from the
//! `CONTENT_URI` constants of the provider contracts in AOSP's
//! `frameworks/base/core/java/android/provider`.

use crate::signatures::model::ApiKind;

/// Superclasses of platform classes that apps extend or name in invokes; what
/// is not listed is taken to extend nothing of interest.
#[rustfmt::skip]
pub(crate) const SUPERCLASSES: &[(&[u8], &[u8])] = &[
    (b"Landroid/content/ContextWrapper;", b"Landroid/content/Context;"),
    (b"Landroid/view/ContextThemeWrapper;", b"Landroid/content/ContextWrapper;"),
    (b"Landroid/app/Application;", b"Landroid/content/ContextWrapper;"),
    (b"Landroid/app/Service;", b"Landroid/content/ContextWrapper;"),
    (b"Landroid/app/backup/BackupAgent;", b"Landroid/content/ContextWrapper;"),
    (b"Landroid/test/mock/MockContext;", b"Landroid/content/Context;"),
    (b"Landroid/app/Activity;", b"Landroid/view/ContextThemeWrapper;"),
    (b"Landroid/app/ActivityGroup;", b"Landroid/app/Activity;"),
    (b"Landroid/app/TabActivity;", b"Landroid/app/ActivityGroup;"),
    (b"Landroid/app/ListActivity;", b"Landroid/app/Activity;"),
    (b"Landroid/app/ExpandableListActivity;", b"Landroid/app/Activity;"),
    (b"Landroid/app/LauncherActivity;", b"Landroid/app/ListActivity;"),
    (b"Landroid/app/NativeActivity;", b"Landroid/app/Activity;"),
    (b"Landroid/preference/PreferenceActivity;", b"Landroid/app/ListActivity;"),
    (b"Landroid/accounts/AccountAuthenticatorActivity;", b"Landroid/app/Activity;"),
    (b"Landroid/app/IntentService;", b"Landroid/app/Service;"),
    (b"Landroid/app/job/JobService;", b"Landroid/app/Service;"),
    (b"Landroid/accessibilityservice/AccessibilityService;", b"Landroid/app/Service;"),
    (b"Landroid/service/notification/NotificationListenerService;", b"Landroid/app/Service;"),
    (b"Landroid/service/wallpaper/WallpaperService;", b"Landroid/app/Service;"),
    (b"Landroid/service/quicksettings/TileService;", b"Landroid/app/Service;"),
    (b"Landroid/inputmethodservice/AbstractInputMethodService;", b"Landroid/app/Service;"),
    (b"Landroid/inputmethodservice/InputMethodService;", b"Landroid/inputmethodservice/AbstractInputMethodService;"),
    (b"Landroid/net/VpnService;", b"Landroid/app/Service;"),
    (b"Landroid/nfc/cardemulation/HostApduService;", b"Landroid/app/Service;"),
    (b"Landroid/widget/RemoteViewsService;", b"Landroid/app/Service;"),
    (b"Landroid/service/media/MediaBrowserService;", b"Landroid/app/Service;"),
    (b"Landroid/telecom/InCallService;", b"Landroid/app/Service;"),
    (b"Landroid/telecom/ConnectionService;", b"Landroid/app/Service;"),
    (b"Landroid/speech/RecognitionService;", b"Landroid/app/Service;"),
    (b"Landroid/speech/tts/TextToSpeechService;", b"Landroid/app/Service;"),
    (b"Landroid/service/dreams/DreamService;", b"Landroid/app/Service;"),
    (b"Landroid/service/autofill/AutofillService;", b"Landroid/app/Service;"),
    (b"Landroid/appwidget/AppWidgetProvider;", b"Landroid/content/BroadcastReceiver;"),
    (b"Landroid/app/admin/DeviceAdminReceiver;", b"Landroid/content/BroadcastReceiver;"),
    (b"Landroid/content/SearchRecentSuggestionsProvider;", b"Landroid/content/ContentProvider;"),
    (b"Landroid/provider/DocumentsProvider;", b"Landroid/content/ContentProvider;"),
    (b"Landroid/content/AsyncTaskLoader;", b"Landroid/content/Loader;"),
    (b"Landroid/content/CursorLoader;", b"Landroid/content/AsyncTaskLoader;"),
    (b"Landroid/content/AsyncQueryHandler;", b"Landroid/os/Handler;"),
    (b"Landroid/app/DialogFragment;", b"Landroid/app/Fragment;"),
    (b"Landroid/app/ListFragment;", b"Landroid/app/Fragment;"),
    (b"Landroid/preference/PreferenceFragment;", b"Landroid/app/Fragment;"),
    (b"Landroid/webkit/WebViewFragment;", b"Landroid/app/Fragment;"),
    (b"Landroid/app/AlertDialog;", b"Landroid/app/Dialog;"),
    (b"Landroid/app/ProgressDialog;", b"Landroid/app/AlertDialog;"),
    (b"Landroid/app/DatePickerDialog;", b"Landroid/app/AlertDialog;"),
    (b"Landroid/app/TimePickerDialog;", b"Landroid/app/AlertDialog;"),
    (b"Landroid/app/Presentation;", b"Landroid/app/Dialog;"),
    (b"Landroid/os/HandlerThread;", b"Ljava/lang/Thread;"),
    (b"Ljava/util/concurrent/ForkJoinWorkerThread;", b"Ljava/lang/Thread;"),
    (b"Landroid/view/ViewGroup;", b"Landroid/view/View;"),
    (b"Landroid/view/SurfaceView;", b"Landroid/view/View;"),
    (b"Landroid/view/TextureView;", b"Landroid/view/View;"),
    (b"Landroid/opengl/GLSurfaceView;", b"Landroid/view/SurfaceView;"),
    (b"Landroid/widget/VideoView;", b"Landroid/view/SurfaceView;"),
    (b"Landroid/widget/TextView;", b"Landroid/view/View;"),
    (b"Landroid/widget/ImageView;", b"Landroid/view/View;"),
    (b"Landroid/widget/ProgressBar;", b"Landroid/view/View;"),
    (b"Landroid/widget/AbsSeekBar;", b"Landroid/widget/ProgressBar;"),
    (b"Landroid/widget/SeekBar;", b"Landroid/widget/AbsSeekBar;"),
    (b"Landroid/widget/RatingBar;", b"Landroid/widget/AbsSeekBar;"),
    (b"Landroid/widget/ImageButton;", b"Landroid/widget/ImageView;"),
    (b"Landroid/widget/Button;", b"Landroid/widget/TextView;"),
    (b"Landroid/widget/CompoundButton;", b"Landroid/widget/Button;"),
    (b"Landroid/widget/CheckBox;", b"Landroid/widget/CompoundButton;"),
    (b"Landroid/widget/RadioButton;", b"Landroid/widget/CompoundButton;"),
    (b"Landroid/widget/Switch;", b"Landroid/widget/CompoundButton;"),
    (b"Landroid/widget/ToggleButton;", b"Landroid/widget/CompoundButton;"),
    (b"Landroid/widget/EditText;", b"Landroid/widget/TextView;"),
    (b"Landroid/widget/CheckedTextView;", b"Landroid/widget/TextView;"),
    (b"Landroid/widget/AutoCompleteTextView;", b"Landroid/widget/EditText;"),
    (b"Landroid/widget/MultiAutoCompleteTextView;", b"Landroid/widget/AutoCompleteTextView;"),
    (b"Landroid/widget/AbsoluteLayout;", b"Landroid/view/ViewGroup;"),
    (b"Landroid/webkit/WebView;", b"Landroid/widget/AbsoluteLayout;"),
    (b"Landroid/widget/LinearLayout;", b"Landroid/view/ViewGroup;"),
    (b"Landroid/widget/FrameLayout;", b"Landroid/view/ViewGroup;"),
    (b"Landroid/widget/RelativeLayout;", b"Landroid/view/ViewGroup;"),
    (b"Landroid/widget/GridLayout;", b"Landroid/view/ViewGroup;"),
    (b"Landroid/widget/TableLayout;", b"Landroid/widget/LinearLayout;"),
    (b"Landroid/widget/RadioGroup;", b"Landroid/widget/LinearLayout;"),
    (b"Landroid/widget/ScrollView;", b"Landroid/widget/FrameLayout;"),
    (b"Landroid/widget/HorizontalScrollView;", b"Landroid/widget/FrameLayout;"),
    (b"Landroid/widget/ViewAnimator;", b"Landroid/widget/FrameLayout;"),
    (b"Landroid/widget/ViewFlipper;", b"Landroid/widget/ViewAnimator;"),
    (b"Landroid/widget/TabHost;", b"Landroid/widget/FrameLayout;"),
    (b"Landroid/widget/AdapterView;", b"Landroid/view/ViewGroup;"),
    (b"Landroid/widget/AbsListView;", b"Landroid/widget/AdapterView;"),
    (b"Landroid/widget/ListView;", b"Landroid/widget/AbsListView;"),
    (b"Landroid/widget/GridView;", b"Landroid/widget/AbsListView;"),
    (b"Landroid/widget/ExpandableListView;", b"Landroid/widget/ListView;"),
    (b"Landroid/widget/AbsSpinner;", b"Landroid/widget/AdapterView;"),
    (b"Landroid/widget/Spinner;", b"Landroid/widget/AbsSpinner;"),
    (b"Landroid/widget/ArrayAdapter;", b"Landroid/widget/BaseAdapter;"),
    (b"Landroid/widget/SimpleAdapter;", b"Landroid/widget/BaseAdapter;"),
    (b"Ldalvik/system/DexClassLoader;", b"Ldalvik/system/BaseDexClassLoader;"),
    (b"Ldalvik/system/PathClassLoader;", b"Ldalvik/system/BaseDexClassLoader;"),
    (b"Ldalvik/system/DelegateLastClassLoader;", b"Ldalvik/system/PathClassLoader;"),
    (b"Ldalvik/system/InMemoryDexClassLoader;", b"Ldalvik/system/BaseDexClassLoader;"),
    (b"Ldalvik/system/BaseDexClassLoader;", b"Ljava/lang/ClassLoader;"),
    (b"Landroid/telephony/gsm/GsmCellLocation;", b"Landroid/telephony/CellLocation;"),
    (b"Landroid/telephony/cdma/CdmaCellLocation;", b"Landroid/telephony/CellLocation;"),
    (b"Landroid/telephony/CellInfoGsm;", b"Landroid/telephony/CellInfo;"),
    (b"Landroid/telephony/CellInfoCdma;", b"Landroid/telephony/CellInfo;"),
    (b"Landroid/telephony/CellInfoLte;", b"Landroid/telephony/CellInfo;"),
    (b"Landroid/telephony/CellInfoWcdma;", b"Landroid/telephony/CellInfo;"),
    (b"Landroid/telephony/CellInfoNr;", b"Landroid/telephony/CellInfo;"),
    (b"Ljava/net/Inet4Address;", b"Ljava/net/InetAddress;"),
    (b"Ljava/net/Inet6Address;", b"Ljava/net/InetAddress;"),
];

/// A platform method that takes a constant that decides, or passes one on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sink {
    /// `Settings.*.get*`.
    Setting,
    /// `Uri.parse`.
    Uri,
    /// `Runtime.exec`, `ProcessBuilder`.
    Command,
    /// `SystemProperties.get*`.
    Property,
    /// Constructors that open or name a file.
    File,
    /// `IntentFilter` actions.
    Action,
    /// `Intent` actions.
    Intent,
    /// `Class.forName`, `ClassLoader.loadClass`.
    ClassForName,
    /// `Class.getMethod`, `getField` and their declared forms.
    GetMember,
    /// `Class.getConstructor` and its declared form.
    GetConstructor,
    /// `Class.newInstance`.
    NewInstance,
    /// `Method.invoke`, `Constructor.newInstance`, `Field.get`.
    Invoke,
    /// `System.loadLibrary`, `System.load`.
    LoadLibrary,
    /// Constructors of class loaders that read DEX.
    LoadDex,
    /// Constructor of `StringBuilder` or `StringBuffer`.
    BuilderInit,
    /// `StringBuilder.append`.
    BuilderAppend,
    /// `StringBuilder.toString`.
    BuilderText,
    /// `String.concat`.
    Concat,
    /// Gives back its first argument in another guise (`Boolean.booleanValue`,
    /// `String.trim`).
    Same,
    /// Compares its two arguments for equality.
    Equals,
    /// Whether a string is empty.
    Empty,
}

impl Sink {
    /// Whether a method that uses it is worth tracking registers in.
    pub(crate) fn is_end(self) -> bool {
        !matches!(
            self,
            Self::BuilderInit
                | Self::BuilderAppend
                | Self::BuilderText
                | Self::Concat
                | Self::Same
                | Self::Equals
                | Self::Empty
        )
    }

    /// Whether it hides what runs from static reading.
    pub(crate) fn is_opaque(self) -> bool {
        matches!(
            self,
            Self::ClassForName
                | Self::GetMember
                | Self::GetConstructor
                | Self::NewInstance
                | Self::Invoke
                | Self::LoadLibrary
                | Self::LoadDex
        )
    }

    /// Kind of API that a constant at this sink decides.
    pub(super) fn kind(self) -> Option<ApiKind> {
        Some(match self {
            Self::Setting => ApiKind::Setting,
            Self::Uri => ApiKind::Uri,
            Self::Command => ApiKind::Command,
            Self::Property => ApiKind::Property,
            Self::File => ApiKind::File,
            Self::Action => ApiKind::Action,
            Self::Intent => ApiKind::Intent,
            _ => return None,
        })
    }
}

/// Platform methods that take a constant that decides, or pass one on.
#[rustfmt::skip]
pub(crate) const SINKS: &[(&str, &[&str], Sink)] = &[
    ("android.provider.Settings$Secure", SETTINGS_GETTERS, Sink::Setting),
    ("android.provider.Settings$System", SETTINGS_GETTERS, Sink::Setting),
    ("android.provider.Settings$Global", SETTINGS_GETTERS, Sink::Setting),
    ("android.net.Uri", &["parse"], Sink::Uri),
    ("java.lang.Runtime", &["exec"], Sink::Command),
    ("java.lang.ProcessBuilder", &["<init>", "command"], Sink::Command),
    ("android.os.SystemProperties", &["get", "getInt", "getLong", "getBoolean"], Sink::Property),
    ("java.io.File", &["<init>"], Sink::File),
    ("java.io.FileInputStream", &["<init>"], Sink::File),
    ("java.io.FileReader", &["<init>"], Sink::File),
    ("java.io.RandomAccessFile", &["<init>"], Sink::File),
    ("android.content.IntentFilter", &["<init>", "addAction", "create"], Sink::Action),
    ("android.content.Intent", &["<init>", "setAction"], Sink::Intent),
    ("java.lang.Class", &["forName"], Sink::ClassForName),
    ("java.lang.ClassLoader", &["loadClass"], Sink::ClassForName),
    ("java.lang.Class", &["getMethod", "getDeclaredMethod", "getField", "getDeclaredField"], Sink::GetMember),
    ("java.lang.Class", &["getConstructor", "getDeclaredConstructor"], Sink::GetConstructor),
    ("java.lang.Class", &["newInstance"], Sink::NewInstance),
    ("java.lang.reflect.Method", &["invoke"], Sink::Invoke),
    ("java.lang.reflect.Constructor", &["newInstance"], Sink::Invoke),
    ("java.lang.reflect.Field", &["get"], Sink::Invoke),
    ("java.lang.System", &["loadLibrary", "load"], Sink::LoadLibrary),
    ("java.lang.Runtime", &["loadLibrary", "load"], Sink::LoadLibrary),
    ("dalvik.system.BaseDexClassLoader", &["<init>"], Sink::LoadDex),
    ("dalvik.system.DexClassLoader", &["<init>"], Sink::LoadDex),
    ("dalvik.system.PathClassLoader", &["<init>"], Sink::LoadDex),
    ("dalvik.system.InMemoryDexClassLoader", &["<init>"], Sink::LoadDex),
    ("dalvik.system.DelegateLastClassLoader", &["<init>"], Sink::LoadDex),
    ("dalvik.system.DexFile", &["<init>", "loadDex", "loadClass"], Sink::LoadDex),
    ("java.lang.StringBuilder", &["<init>"], Sink::BuilderInit),
    ("java.lang.StringBuffer", &["<init>"], Sink::BuilderInit),
    ("java.lang.StringBuilder", &["append"], Sink::BuilderAppend),
    ("java.lang.StringBuffer", &["append"], Sink::BuilderAppend),
    ("java.lang.StringBuilder", &["toString"], Sink::BuilderText),
    ("java.lang.StringBuffer", &["toString"], Sink::BuilderText),
    ("java.lang.String", &["concat"], Sink::Concat),
    ("java.lang.String", &["toString", "trim", "intern", "valueOf"], Sink::Same),
    ("java.lang.Boolean", &["booleanValue", "valueOf", "parseBoolean"], Sink::Same),
    ("java.lang.Integer", &["intValue", "valueOf", "parseInt"], Sink::Same),
    ("java.lang.Boolean", &["equals"], Sink::Equals),
    ("java.lang.String", &["equals", "equalsIgnoreCase"], Sink::Equals),
    ("android.text.TextUtils", &["equals"], Sink::Equals),
    ("java.util.Objects", &["equals"], Sink::Equals),
    ("kotlin.jvm.internal.Intrinsics", &["areEqual"], Sink::Equals),
    ("android.text.TextUtils", &["isEmpty"], Sink::Empty),
    ("java.lang.String", &["isEmpty"], Sink::Empty),
];

const SETTINGS_GETTERS: &[&str] = &[
    "getString",
    "getStringForUser",
    "getInt",
    "getLong",
    "getFloat",
];

/// Fields of provider contracts and the URIs that they hold.
#[rustfmt::skip]
pub(crate) const PROVIDER_URIS: &[(&str, &str, &str)] = &[
    ("android.provider.ContactsContract", "AUTHORITY_URI", "content://com.android.contacts"),
    ("android.provider.ContactsContract$Contacts", "CONTENT_URI", "content://com.android.contacts/contacts"),
    ("android.provider.ContactsContract$Contacts", "CONTENT_LOOKUP_URI", "content://com.android.contacts/contacts/lookup"),
    ("android.provider.ContactsContract$Contacts", "CONTENT_FILTER_URI", "content://com.android.contacts/contacts/filter"),
    ("android.provider.ContactsContract$Contacts", "CONTENT_STREQUENT_URI", "content://com.android.contacts/contacts/strequent"),
    ("android.provider.ContactsContract$Contacts", "CONTENT_VCARD_URI", "content://com.android.contacts/contacts/as_vcard"),
    ("android.provider.ContactsContract$RawContacts", "CONTENT_URI", "content://com.android.contacts/raw_contacts"),
    ("android.provider.ContactsContract$RawContactsEntity", "CONTENT_URI", "content://com.android.contacts/raw_contact_entities"),
    ("android.provider.ContactsContract$Data", "CONTENT_URI", "content://com.android.contacts/data"),
    ("android.provider.ContactsContract$Groups", "CONTENT_URI", "content://com.android.contacts/groups"),
    ("android.provider.ContactsContract$Profile", "CONTENT_URI", "content://com.android.contacts/profile"),
    ("android.provider.ContactsContract$PhoneLookup", "CONTENT_FILTER_URI", "content://com.android.contacts/phone_lookup"),
    ("android.provider.ContactsContract$CommonDataKinds$Phone", "CONTENT_URI", "content://com.android.contacts/data/phones"),
    ("android.provider.ContactsContract$CommonDataKinds$Phone", "CONTENT_FILTER_URI", "content://com.android.contacts/data/phones/filter"),
    ("android.provider.ContactsContract$CommonDataKinds$Email", "CONTENT_URI", "content://com.android.contacts/data/emails"),
    ("android.provider.ContactsContract$CommonDataKinds$Email", "CONTENT_LOOKUP_URI", "content://com.android.contacts/data/emails/lookup"),
    ("android.provider.ContactsContract$CommonDataKinds$StructuredPostal", "CONTENT_URI", "content://com.android.contacts/data/postals"),
    ("android.provider.ContactsContract$CommonDataKinds$Contactables", "CONTENT_URI", "content://com.android.contacts/data/contactables"),
    ("android.provider.Contacts$People", "CONTENT_URI", "content://contacts/people"),
    ("android.provider.Contacts$Phones", "CONTENT_URI", "content://contacts/phones"),
    ("android.provider.CallLog", "CONTENT_URI", "content://call_log"),
    ("android.provider.CallLog$Calls", "CONTENT_URI", "content://call_log/calls"),
    ("android.provider.CallLog$Calls", "CONTENT_FILTER_URI", "content://call_log/calls/filter"),
    ("android.provider.CallLog$Calls", "CONTENT_URI_WITH_VOICEMAIL", "content://call_log/calls"),
    ("android.provider.Telephony$Sms", "CONTENT_URI", "content://sms"),
    ("android.provider.Telephony$Sms$Inbox", "CONTENT_URI", "content://sms/inbox"),
    ("android.provider.Telephony$Sms$Sent", "CONTENT_URI", "content://sms/sent"),
    ("android.provider.Telephony$Sms$Draft", "CONTENT_URI", "content://sms/draft"),
    ("android.provider.Telephony$Sms$Outbox", "CONTENT_URI", "content://sms/outbox"),
    ("android.provider.Telephony$Sms$Conversations", "CONTENT_URI", "content://sms/conversations"),
    ("android.provider.Telephony$Mms", "CONTENT_URI", "content://mms"),
    ("android.provider.Telephony$Mms$Inbox", "CONTENT_URI", "content://mms/inbox"),
    ("android.provider.Telephony$Mms$Sent", "CONTENT_URI", "content://mms/sent"),
    ("android.provider.Telephony$MmsSms", "CONTENT_URI", "content://mms-sms/"),
    ("android.provider.Telephony$Threads", "CONTENT_URI", "content://mms-sms/conversations"),
    ("android.provider.Telephony$Carriers", "CONTENT_URI", "content://telephony/carriers"),
    ("android.provider.CalendarContract", "CONTENT_URI", "content://com.android.calendar"),
    ("android.provider.CalendarContract$Events", "CONTENT_URI", "content://com.android.calendar/events"),
    ("android.provider.CalendarContract$Calendars", "CONTENT_URI", "content://com.android.calendar/calendars"),
    ("android.provider.CalendarContract$Attendees", "CONTENT_URI", "content://com.android.calendar/attendees"),
    ("android.provider.CalendarContract$Reminders", "CONTENT_URI", "content://com.android.calendar/reminders"),
    ("android.provider.CalendarContract$Instances", "CONTENT_URI", "content://com.android.calendar/instances/when"),
    ("android.provider.MediaStore$Images$Media", "EXTERNAL_CONTENT_URI", "content://media/external/images/media"),
    ("android.provider.MediaStore$Images$Media", "INTERNAL_CONTENT_URI", "content://media/internal/images/media"),
    ("android.provider.MediaStore$Images$Thumbnails", "EXTERNAL_CONTENT_URI", "content://media/external/images/thumbnails"),
    ("android.provider.MediaStore$Video$Media", "EXTERNAL_CONTENT_URI", "content://media/external/video/media"),
    ("android.provider.MediaStore$Video$Media", "INTERNAL_CONTENT_URI", "content://media/internal/video/media"),
    ("android.provider.MediaStore$Video$Thumbnails", "EXTERNAL_CONTENT_URI", "content://media/external/video/thumbnails"),
    ("android.provider.MediaStore$Audio$Media", "EXTERNAL_CONTENT_URI", "content://media/external/audio/media"),
    ("android.provider.MediaStore$Audio$Media", "INTERNAL_CONTENT_URI", "content://media/internal/audio/media"),
    ("android.provider.MediaStore$Audio$Albums", "EXTERNAL_CONTENT_URI", "content://media/external/audio/albums"),
    ("android.provider.MediaStore$Audio$Artists", "EXTERNAL_CONTENT_URI", "content://media/external/audio/artists"),
    ("android.provider.MediaStore$Downloads", "EXTERNAL_CONTENT_URI", "content://media/external/downloads"),
    ("android.provider.Browser", "BOOKMARKS_URI", "content://browser/bookmarks"),
    ("android.provider.Browser", "SEARCHES_URI", "content://browser/searches"),
    ("android.provider.UserDictionary$Words", "CONTENT_URI", "content://user_dictionary/words"),
    ("android.provider.BlockedNumberContract$BlockedNumbers", "CONTENT_URI", "content://com.android.blockednumber/blocked"),
    ("android.provider.VoicemailContract$Voicemails", "CONTENT_URI", "content://com.android.voicemail/voicemail"),
    ("android.provider.Settings$Secure", "CONTENT_URI", "content://settings/secure"),
    ("android.provider.Settings$System", "CONTENT_URI", "content://settings/system"),
    ("android.provider.Settings$Global", "CONTENT_URI", "content://settings/global"),
];
