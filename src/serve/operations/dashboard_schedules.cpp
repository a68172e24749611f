#include "serve/operations/dashboard_schedules.hpp"

#include "auth/auth.hpp"
#include "base/error.hpp"
#include "net/mail.hpp"
#include "serve/absent_person.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/dashboard_schedule_shapes.hpp"
#include "serve/operations/dashboard_shapes.hpp"
#include "serve/operations/facts.hpp"
#include "serve/schedules/rhythm.hpp"
#include "serve/schedules/schedules.hpp"
#include "serve/services.hpp"
#include "store/dashboards.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <utility>

namespace parlance::serve {

namespace {

constexpr std::size_t secret_bytes = 32;

void fill(ScheduleFields& fields, const store::ScheduleContent& from) {
    boost::describe::enum_from_string(from.rhythm.every.c_str(), fields.every);
    boost::describe::enum_from_string(from.door.c_str(), fields.door);
    if (fields.every == ScheduleEvery::minutes) {
        fields.minutes = from.rhythm.minutes;
    } else {
        fields.at = from.rhythm.at;
        fields.time_zone = from.rhythm.time_zone;
    }
    if (fields.every == ScheduleEvery::week) fields.weekday = from.rhythm.weekday;
    if (fields.every == ScheduleEvery::month) fields.day = from.rhythm.day;
    if (fields.door == ScheduleDoor::webhook) fields.url = from.url;
    if (fields.door == ScheduleDoor::email) fields.recipients = from.recipients;
}

ScheduleShape shape_of(const store::DashboardSchedule& schedule) {
    ScheduleShape shape;
    fill(shape, schedule.content);
    shape.id = schedule.id;
    shape.version = schedule.version;
    shape.enabled = schedule.enabled;
    shape.owner_id = schedule.owner_id;
    shape.owner = schedule.owner;
    shape.next_run_at = schedule.next_run_at;
    shape.last_run_at = schedule.last_run_at;
    shape.last_outcome = schedule.last_outcome;
    shape.last_error = schedule.last_error;
    shape.failures = schedule.failures;
    shape.created_at = schedule.created_at;
    return shape;
}

bool is_clock_time(const std::string& text) {
    const auto digit = [&](std::size_t at, char most) {
        return text[at] >= '0' && text[at] <= most;
    };
    if (text.size() != 5 || text[2] != ':') return false;
    const bool hour = digit(0, '2') && digit(1, text[0] == '2' ? '3' : '9');
    return hour && digit(3, '5') && digit(4, '9');
}

/// What somebody wrote, checked.
class Written {
public:
    Written(const Services& with, ScheduleFields fields)
        : with_(with), fields_(std::move(fields)) {}

    store::ScheduleContent content() {
        read_rhythm();
        if (fields_.door == ScheduleDoor::webhook) read_webhook();
        if (fields_.door == ScheduleDoor::email) read_recipients();
        json::check(std::move(faults_));
        return std::move(made_);
    }

private:
    void fault(const char* pointer, const char* detail) { faults_.push_back({pointer, detail}); }

    void read_rhythm() {
        store::Rhythm& rhythm = made_.rhythm;
        rhythm.every = boost::describe::enum_to_string(fields_.every, "day");
        if (fields_.every == ScheduleEvery::minutes) {
            if (!fields_.minutes) fault("/minutes", "Say every how many minutes.");
            rhythm.minutes = fields_.minutes.value_or(0);
            return;
        }
        rhythm.at = fields_.at.value_or("");
        rhythm.time_zone = fields_.time_zone.value_or("UTC");
        rhythm.weekday = fields_.weekday.value_or(1);
        rhythm.day = fields_.day.value_or(1);
        if (!is_clock_time(rhythm.at)) fault("/at", "must be a time such as 08:00");
        if (!is_time_zone(rhythm.time_zone)) fault("/time_zone", "There is no such time zone.");
        if (fields_.every == ScheduleEvery::week && !fields_.weekday)
            fault("/weekday", "Say on which day.");
        if (fields_.every == ScheduleEvery::month && !fields_.day)
            fault("/day", "Say on which day.");
    }

    void read_webhook() {
        made_.door = "webhook";
        made_.url = fields_.url.value_or("");
        if (!with_.schedules->may_post_to(made_.url))
            fault("/url", "must be an https address, without user name and password");
    }

    void read_recipients() {
        if (!with_.schedules->has_mail())
            throw Error(
                Failure::refused,
                "mail_not_configured",
                "This server has no mail server to send by. Whoever runs it can configure one."
            );
        made_.door = "email";
        made_.recipients = fields_.recipients.value_or(std::vector<std::string>{});
        if (made_.recipients.empty()) fault("/recipients", "Say to whom.");
        for (const std::string& each : made_.recipients)
            if (!net::is_mail_address(each)) fault("/recipients", "must be e-mail addresses");
    }

    const Services& with_;
    ScheduleFields fields_;
    store::ScheduleContent made_;
    std::vector<Fault> faults_;
};

void audit_schedule(
    store::Writer& writer,
    Services& with,
    const Call& call,
    std::string_view action,
    const std::string& dashboard_id
) {
    const store::Dashboard of = store::dashboard(writer, *with.ledger, call.who(), dashboard_id);
    audit_dashboard(writer, *with.ledger, call, action, of.title);
}

Task<ScheduleList> list_schedules(Services& with, Call& call, DashboardId request) {
    const auto work = [&](store::Reader& reader) {
        return store::dashboard_schedules(reader, *with.ledger, call.who(), request.dashboard_id);
    };
    const auto all = co_await with.store->read(work);
    ScheduleList list{.schedules = {}, .has_mail = with.schedules->has_mail()};
    for (const store::DashboardSchedule& each : all)
        list.schedules.push_back(shape_of(each));
    co_return list;
}

Task<store::DashboardSchedule>
find(Services& with, Call& call, const std::string& dashboard_id, const std::string& id) {
    const auto work = [&](store::Reader& reader) {
        return store::dashboard_schedule(reader, *with.ledger, call.who(), dashboard_id, id);
    };
    co_return co_await with.store->read(work);
}

Task<MadeScheduleShape> create_schedule(Services& with, Call& call, ScheduleRequest request) {
    with.auth->require_in_person(call.who());
    const std::string dashboard_id = request.dashboard_id;
    store::ScheduleContent content = Written(with, std::move(request)).content();
    if (content.door == "webhook") content.secret = to_hex(random_bytes(secret_bytes));
    const Instant next = next_run(content.rhythm, with.now());
    const auto work = [&](store::Writer& writer) {
        std::string made = store::add_dashboard_schedule(
            writer, *with.ledger, call.who(), dashboard_id, content, next
        );
        audit_schedule(writer, with, call, "dashboard_scheduled", dashboard_id);
        return made;
    };
    const std::string id = co_await with.store->write(work);
    MadeScheduleShape shape;
    shape.schedule = shape_of(co_await find(with, call, dashboard_id, id));
    if (!content.secret.empty()) shape.secret = content.secret;
    co_return shape;
}

/// What goes elsewhere is signed with another secret: who held the old one learns nothing of it.
Task<MadeScheduleShape> change_schedule(Services& with, Call& call, ScheduleChangeRequest request) {
    with.auth->require_in_person(call.who());
    const std::string dashboard_id = request.dashboard_id;
    const std::string id = request.schedule_id;
    const store::DashboardSchedule before = co_await find(with, call, dashboard_id, id);
    const bool enabled = request.enabled;
    const std::int64_t version = request.version;
    store::ScheduleContent content = Written(with, std::move(request)).content();
    const bool fresh = content.door == "webhook" && content.url != before.content.url;
    content.secret = fresh ? to_hex(random_bytes(secret_bytes)) : before.content.secret;
    std::optional<Instant> next;
    if (enabled) next = next_run(content.rhythm, with.now());
    const auto work = [&](store::Writer& writer) {
        store::change_dashboard_schedule(
            writer, *with.ledger, call.who(), before, version, content, next
        );
        audit_schedule(writer, with, call, "dashboard_schedule_changed", dashboard_id);
    };
    co_await with.store->write(work);
    MadeScheduleShape shape;
    shape.schedule = shape_of(co_await find(with, call, dashboard_id, id));
    if (fresh) shape.secret = content.secret;
    co_return shape;
}

Task<void> delete_schedule(Services& with, Call& call, ScheduleId request) {
    const auto work = [&](store::Writer& writer) {
        store::remove_dashboard_schedule(
            writer, call.who(), request.dashboard_id, request.schedule_id
        );
        audit_schedule(writer, with, call, "dashboard_schedule_deleted", request.dashboard_id);
    };
    co_await with.store->write(work);
}

Task<SentShape> send_schedule(Services& with, Call& call, ScheduleId request) {
    store::DashboardSchedule schedule =
        co_await find(with, call, request.dashboard_id, request.schedule_id);
    const auto work = [&](store::Reader& reader) {
        return absent_person(reader, schedule.tenant_id, schedule.owner_id);
    };
    Principal owner = co_await with.store->read(work);
    const Delivery delivery =
        co_await with.schedules->send_now(std::move(owner), std::move(schedule), call.request_id);
    co_return SentShape{delivery.error ? "failed" : "sent", delivery.error};
}

constexpr FactsOf facts{"dashboards", Access::write};

constexpr std::string_view all_path = "/api/v1/dashboards/{dashboard_id}/schedules";
constexpr std::string_view one_path = "/api/v1/dashboards/{dashboard_id}/schedules/{schedule_id}";
constexpr std::string_view send_path =
    "/api/v1/dashboards/{dashboard_id}/schedules/{schedule_id}/send";

}  // namespace

std::vector<Operation> schedule_operations() {
    using enum Method;
    return {
        operation(
            facts(get, all_path, "list_schedules", "Lists when a dashboard is sent, and where."),
            &list_schedules
        ),
        operation(
            facts(
                post,
                all_path,
                "schedule_dashboard",
                "Has a dashboard sent again and again, with your rights.",
                201
            ),
            &create_schedule
        ),
        operation(
            facts(put, one_path, "change_schedule", "Changes a schedule, which becomes yours."),
            &change_schedule
        ),
        operation(
            facts(remove, one_path, "delete_schedule", "Ends a schedule.", 204), &delete_schedule
        ),
        operation(
            facts(post, send_path, "send_schedule", "Sends a dashboard now, as its schedule says."),
            &send_schedule
        ),
    };
}

}  // namespace parlance::serve
