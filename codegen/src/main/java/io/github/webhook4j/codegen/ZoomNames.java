package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Zoom's records are called: of each kind of object one record, and one for the payloads that carry it. */
final class ZoomNames implements Inference.Names {

    static final String PAYLOAD = "Payload";

    /** The kind of object that an event is about, by the longest beginning of the event's name. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("account", "Account"),
            Map.entry("account.lock_settings", "AccountLock"),
            Map.entry("app.", "AppAuthorization"),
            Map.entry("app_", "AppDeauthorization"),
            Map.entry("bot_", "Chatbot"),
            Map.entry("calendar.acl", "CalendarAcl"),
            Map.entry("calendar.calendarlist", "CalendarList"),
            Map.entry("calendar.event", "CalendarEvent"),
            Map.entry("calendar.setting", "CalendarSetting"),
            Map.entry("chat_channel", "ChatChannel"),
            Map.entry("chat_message", "ChatMessage"),
            Map.entry("clinical_notes", "ClinicalNote"),
            Map.entry("cobrowse", "CobrowseSession"),
            Map.entry("contact_center", "ContactCenter"),
            Map.entry("contact_center.asset", "ContactCenterAsset"),
            Map.entry("contact_center.business_hours", "ContactCenterBusinessHours"),
            Map.entry("contact_center.closure", "ContactCenterClosure"),
            Map.entry("contact_center.cx_engagement", "ContactCenterEngagement"),
            Map.entry("contact_center.engagement", "ContactCenterEngagement"),
            Map.entry("contact_center.inbox", "ContactCenterInboxMessage"),
            Map.entry("contact_center.legacy_engagement", "ContactCenterEngagement"),
            Map.entry("contact_center.queue", "ContactCenterQueue"),
            Map.entry("contact_center.recording", "ContactCenterRecording"),
            Map.entry("contact_center.task", "ContactCenterTask"),
            Map.entry("contact_center.team", "ContactCenterTeam"),
            Map.entry("contact_center.user", "ContactCenterUser"),
            Map.entry("contact_center.voicemail", "ContactCenterVoicemail"),
            Map.entry("endpoint", "UrlValidation"),
            Map.entry("group", "Group"),
            Map.entry("group.lock_settings", "GroupLock"),
            Map.entry("information_barriers", "InformationBarrierPolicy"),
            Map.entry("interactive_message", "Chatbot"),
            Map.entry("mail", "Mail"),
            Map.entry("meeting", "Meeting"),
            Map.entry("meeting.chat", "MeetingChat"),
            Map.entry("meeting.rtms", "Rtms"),
            Map.entry("meeting.summary", "MeetingSummary"),
            Map.entry("node", "Node"),
            Map.entry("number_management", "PeeringNumber"),
            Map.entry("phone", "PhoneCall"),
            Map.entry("phone.account_settings", "PhoneSettings"),
            Map.entry("phone.ai_call_summary", "PhoneCallSummary"),
            Map.entry("phone.call_element", "PhoneCallHistory"),
            Map.entry("phone.call_history", "PhoneCallHistory"),
            Map.entry("phone.call_log", "PhoneCallHistory"),
            Map.entry("phone.callee_call_", "PhoneCallHistory"),
            Map.entry("phone.caller_call_", "PhoneCallHistory"),
            Map.entry("phone.device", "PhoneDevice"),
            Map.entry("phone.emergency_alert", "PhoneEmergencyAlert"),
            Map.entry("phone.generic_device", "PhoneDevice"),
            Map.entry("phone.group_settings", "PhoneSettings"),
            Map.entry("phone.peering_number", "PeeringNumber"),
            Map.entry("phone.recording", "PhoneRecording"),
            Map.entry("phone.sms", "PhoneSms"),
            Map.entry("phone.user_settings", "PhoneSettings"),
            Map.entry("phone.voicemail", "PhoneVoicemail"),
            Map.entry("quality_management", "QualityAnalysis"),
            Map.entry("recording", "Recording"),
            Map.entry("revenue_accelerator", "Conversation"),
            Map.entry("revenue_accelerator.conversation_crm", "CrmAssociations"),
            Map.entry("revenue_accelerator.playlist", "ConversationPlaylist"),
            Map.entry("rtms", "Rtms"),
            Map.entry("scheduler", "ScheduledEvent"),
            Map.entry("session", "Session"),
            Map.entry("session.recording", "SessionRecording"),
            Map.entry("session.rtms", "Rtms"),
            Map.entry("team_chat", "TeamChatMessage"),
            Map.entry("team_chat.channel_", "TeamChatChannel"),
            Map.entry("team_chat.channel_message", "TeamChatMessage"),
            Map.entry("team_chat.channel_pin", "TeamChatMessage"),
            Map.entry("team_chat.channel_reaction", "TeamChatReaction"),
            Map.entry("team_chat.dm_reaction", "TeamChatReaction"),
            Map.entry("team_chat.emoji", "TeamChatEmoji"),
            Map.entry("team_chat.file", "TeamChatFile"),
            Map.entry("team_chat.shared_spaces", "SharedSpace"),
            Map.entry("team_chat.starred", "StarredItems"),
            Map.entry("team_chat.unstarred", "StarredItems"),
            Map.entry("user", "User"),
            Map.entry("video_management", "VideoChannel"),
            Map.entry("visitor_management", "Visit"),
            Map.entry("webinar", "Webinar"),
            Map.entry("webinar.chat", "WebinarChat"),
            Map.entry("webinar.rtms", "Rtms"),
            Map.entry("whiteboard", "Whiteboard"),
            Map.entry("workspace", "Workspace"),
            Map.entry("workspace.reservation", "WorkspaceReservation"),
            Map.entry("workspace.pre_check_in", "WorkspaceQuestionnaire"),
            Map.entry("workspace.reservation_questionnaire", "WorkspaceQuestionnaire"),
            Map.entry("zoom_events.event", "HubEvent"),
            Map.entry("zoom_events.exhibitor", "HubExhibitor"),
            Map.entry("zoom_events.session", "HubSession"),
            Map.entry("zoom_events.speaker", "HubSpeaker"),
            Map.entry("zoom_events.ticket", "HubTicket"),
            Map.entry("zoom_events.ticket_type", "HubTicketType"),
            Map.entry("zoom_events.vod", "HubRegistration"),
            Map.entry("zoomroom", "ZoomRoom"),
            Map.entry("zoomroom.location", "ZoomRoomLocation"));

    /** Objects that are one record wherever they stand, by the name of their field. */
    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("callee", "PhoneParty"),
            Map.entry("caller", "PhoneParty"),
            Map.entry("live_streaming", "LiveStreaming"),
            Map.entry("new_settings", "SharedSpaceSettings"),
            Map.entry("occurrence", "Occurrence"),
            Map.entry("old_settings", "SharedSpaceSettings"),
            Map.entry("participant", "Participant"),
            Map.entry("participant_audio_file", "RecordingFile"),
            Map.entry("participant_video_file", "RecordingFile"),
            Map.entry("recording_file", "RecordingFile"),
            Map.entry("recurrence", "Recurrence"),
            Map.entry("registrant", "Registrant"),
            Map.entry("tracking_field", "TrackingField"));

    /** What has the same settings, or locks them: they are inherited. */
    private static final Set<String> SETTINGS = Set.of("Account", "AccountLock", "Group", "GroupLock", "User");

    private static final List<String> PREFIXES = KINDS.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();

    /** What tells one object from others: digits as well as letters, and never a quantity. */
    private static final Pattern ID = Pattern.compile("(.*[_-])?(id|ids|uuid|number|numbers)|.*Id");

    /** The kind of object that an event is about. */
    static String kind(String event) {
        return PREFIXES.stream()
                .filter(event::startsWith)
                .findFirst()
                .map(KINDS::get)
                .orElseThrow(() -> new IllegalArgumentException("no kind of object for " + event));
    }

    static boolean isId(String wire) {
        return ID.matcher(wire).matches();
    }

    @Override
    public String record(String owner, String wire, JsonNode object) {
        String name = Words.singular(wire);
        if (owner.endsWith(PAYLOAD) && name.matches("(old_)?object")) {
            return owner.substring(0, owner.length() - PAYLOAD.length());
        } else if (wire.equals("settings") && SETTINGS.contains(owner)) {
            return owner.endsWith("Lock") ? "LockSettings" : "Settings";
        } else if (SHARED.containsKey(name)) {
            return SHARED.get(name);
        }
        return RecordShape.keyWithin(owner, Words.type(name));
    }

    @Override
    public Type type(String owner, String wire, Type type) {
        boolean id = isId(wire);
        if (id && type == Type.Scalar.WHOLE) {
            return Type.Scalar.TEXT;
        }
        return id && type.equals(new Type.Items(Type.Scalar.WHOLE)) ? new Type.Items(Type.Scalar.TEXT) : type;
    }
}
