#include "serve/schedules/schedules.hpp"

#include "base/error.hpp"
#include "base/ids.hpp"
#include "base/log.hpp"
#include "base/outcome.hpp"
#include "base/together.hpp"
#include "serve/absent_person.hpp"
#include "serve/schedules/report.hpp"
#include "serve/schedules/rhythm.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace parlance::serve {

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

/// Longer than all tiles of a dashboard take; a process that died is followed by another then.
constexpr auto claim_time = 30min;
constexpr std::array<std::chrono::minutes, 4> pauses{1min, 5min, 15min, 60min};
constexpr std::int64_t failures_max = 5;
constexpr std::int64_t webhook_rows_max = 1'000;
constexpr std::int64_t mail_rows_max = 51;
constexpr auto webhook_time = 30s;
constexpr auto mail_time = 30s;
constexpr std::size_t sent_at_once = 4;

std::optional<net::MailServer> mail_server(const Config& config) {
    if (config.smtp.empty()) return std::nullopt;
    if (config.smtp_from.empty())
        throw Error(Failure::invalid, "smtp_from", "Mails need a sender: set `smtp-from`, too.");
    return net::MailServer{
        .url = config.smtp,
        .user = config.smtp_user,
        .password = Secret(std::string_view(config.smtp_password)),
        .from = config.smtp_from,
    };
}

std::string sentence_of(net::Trouble trouble) {
    switch (trouble) {
        case net::Trouble::address_invalid:
            return "The address of the receiver cannot be used.";
        case net::Trouble::address_refused:
            return "Parlance may not go to the receiver: it lies in a private network, or has no "
                   "https.";
        case net::Trouble::certificate:
            return "The certificate of the receiver does not hold.";
        case net::Trouble::unreachable:
            return "The receiver cannot be reached.";
        case net::Trouble::timeout:
            return "The receiver did not answer in time.";
        case net::Trouble::cancelled:
            return "The server was stopped while it was sending.";
        case net::Trouble::bad_reply:
            return "What the receiver answered is not HTTP.";
    }
    return "";
}

std::string told(const std::exception_ptr& failed) {
    try {
        std::rethrow_exception(failed);
    } catch (const Error& error) {
        return error.message();
    } catch (const std::exception& error) {
        log::error("schedule_failed", {{"what", error.what()}});
        return "Something went wrong on our side.";
    }
}

/// Why a schedule is turned off; rethrows what may be better the next time, which comes when the
/// claim has ended.
std::string reason_to_stop(const std::exception_ptr& failed) {
    try {
        std::rethrow_exception(failed);
    } catch (const Error& error) {
        if (error.why() != Failure::forbidden && error.why() != Failure::invalid) throw;
        return error.message();
    }
}

/// Where it goes, as the audit tells it: the host of a webhook, never its path.
std::string place_of(const store::ScheduleContent& content) {
    if (content.door == "email") return fmt::format("{} by e-mail", content.recipients.size());
    const std::size_t host = content.url.find("://") + 3;
    return content.url.substr(host, content.url.find_first_of("/?:", host) - host);
}

store::RunEnd
end_of(const Delivery& delivery, const store::DashboardSchedule& schedule, Instant now) {
    const Instant next = next_run(schedule.content.rhythm, now);
    if (!delivery.error) return {.outcome = "sent", .error = {}, .next_run_at = next};
    store::RunEnd end{.outcome = "failed", .error = delivery.error};
    end.failures = schedule.failures + 1;
    if (end.failures >= failures_max) return end;
    end.next_run_at = std::min(next, now + pauses.at(static_cast<std::size_t>(end.failures - 1)));
    return end;
}

}  // namespace

Schedules::Schedules(Services& with)
    : with_(with),
      inside_(listens_on_loopback(with.config), with.config.allow_private),
      mail_(mail_server(with.config)),
      asked_(5, 60s, with.now) {}

Schedules::~Schedules() {
    closing_.request_stop();
    if (timer_) asio::post(thread_.executor(), [timer = timer_] { timer->cancel(); });
}

void Schedules::start(std::chrono::milliseconds every) {
    timer_ = std::make_shared<asio::steady_timer>(thread_.executor());
    asio::co_spawn(thread_.executor(), watch(every), [](std::exception_ptr) {});
}

bool Schedules::may_post_to(const std::string& url) const {
    return net::is_usable(url, inside_);
}

Task<void> Schedules::watch(std::chrono::milliseconds every) {
    const auto timer = timer_;
    while (!closing_.stop_requested()) {
        boost::system::error_code cancelled;
        timer->expires_after(every);
        co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        if (closing_.stop_requested()) co_return;
        const auto done = co_await outcome_of(run_due());
        // The store is busy or away: the next time will do.
        if (!done) log::warning("schedules_not_run");
    }
}

/// What is due, and how far those have come who send it.
struct Schedules::Round {
    std::vector<store::DueSchedule> due;
    std::size_t next = 0;
};

Task<void> Schedules::run_due() {
    const auto work = [&](store::Reader& reader) {
        return store::due_schedules(reader, System{}, with_.now());
    };
    Round round{.due = co_await with_.store->read(work)};
    std::vector<Task<void>> works;
    for (std::size_t at = 0; at < std::min(sent_at_once, round.due.size()); ++at)
        works.push_back(run_some(round));
    co_await together(std::move(works));
}

/// One that cannot be run is no reason to leave out the others.
Task<void> Schedules::run_some(Round& round) {
    while (round.next < round.due.size() && !closing_.stop_requested()) {
        const store::DueSchedule& due = round.due[round.next++];
        const auto done = co_await outcome_of(run(due));
        if (!done) log::warning("schedule_not_run", {{"id", due.id}});
    }
}

Task<void> Schedules::run(store::DueSchedule due) {
    const std::string claim = new_id();
    const auto take = [&](store::Writer& writer) {
        const Instant now = with_.now();
        return store::claim_schedule(writer, System{}, due.id, claim, now, now + claim_time);
    };
    if (!co_await with_.store->write(take)) co_return;
    const auto ended = co_await outcome_of(attempt(due, claim));
    store::RunEnd end{.outcome = "failed", .error = {}, .failures = failures_max};
    if (ended) end = *ended;
    if (!ended) end.error = reason_to_stop(ended.error());
    const auto note = [&](store::Writer& writer) {
        store::end_schedule_run(writer, System{}, due.id, claim, with_.now(), end);
    };
    co_await with_.store->write(note);
}

/// Throws when there is nobody, or no time, to send it for.
Task<store::RunEnd> Schedules::attempt(store::DueSchedule due, std::string claim) {
    store::DashboardSchedule schedule;
    Principal owner;
    const auto read = [&](store::Reader& reader) {
        try {
            owner = absent_person(reader, due.tenant_id, due.owner_id);
            if (!owner.may(Permission::write)) store::throw_not_found("member");
            schedule =
                store::dashboard_schedule(reader, *with_.ledger, owner, due.dashboard_id, due.id);
        } catch (const Error& error) {
            if (error.why() == Failure::internal) throw;
            throw Error(
                Failure::forbidden,
                "delivery_failed",
                "Who owns the schedule may not send this dashboard any more."
            );
        }
    };
    co_await with_.store->read(read);
    const std::string request_id = "schedule-" + due.id;
    const Delivery delivery = co_await send(owner, schedule, std::move(claim), request_id);
    co_return end_of(delivery, schedule, with_.now());
}

Task<Delivery>
Schedules::send_now(Principal owner, store::DashboardSchedule schedule, std::string request_id) {
    asked_.take(schedule.id);
    Delivery delivery = co_await send(owner, schedule, new_id(), std::move(request_id));
    const std::string outcome = delivery.error ? "failed" : "sent";
    const auto note = [&](store::Writer& writer) {
        store::note_schedule_run(writer, owner, schedule.id, with_.now(), outcome, delivery.error);
    };
    co_await with_.store->write(note);
    co_return delivery;
}

Task<Delivery> Schedules::send(
    Principal owner,
    store::DashboardSchedule schedule,
    std::string delivery,
    std::string request_id
) {
    Door door;
    Call call(door);
    call.principal = std::make_shared<const Principal>(std::move(owner));
    call.request_id = std::move(request_id);
    call.door_name = "schedule";
    call.stop = closing_.get_token();
    const auto sent = co_await outcome_of(deliver(call, schedule, std::move(delivery)));
    Delivery done;
    done.error = sent ? *sent : told(sent.error());
    co_await note_delivery(call, schedule, done);
    co_return done;
}

/// What went wrong on the way; nothing when it was taken.
Task<std::optional<std::string>>
Schedules::deliver(Call& call, const store::DashboardSchedule& schedule, std::string delivery) {
    const bool by_mail = schedule.content.door == "email";
    const std::int64_t rows_max = by_mail ? mail_rows_max : webhook_rows_max;
    const Report report = co_await gather_report(with_, call, schedule.dashboard_id, rows_max);
    if (!by_mail)
        co_return co_await post(schedule, webhook_body(report, schedule.id, delivery), delivery);
    const std::string link = link_to(schedule.dashboard_id);
    net::Mail letter{.to = schedule.content.recipients, .subject = report.title};
    letter.text = mail_text(report, link);
    letter.html = mail_html(report, link);
    co_return co_await mail(std::move(letter));
}

Task<void> Schedules::note_delivery(
    Call& call,
    const store::DashboardSchedule& schedule,
    const Delivery& done
) {
    const auto note = [&](store::Writer& writer) {
        const store::Dashboard of =
            store::dashboard(writer, *with_.ledger, call.who(), schedule.dashboard_id);
        store::AuditEntry entry;
        entry.door = call.door_name;
        entry.action = "dashboard_sent";
        entry.outcome = done.error ? "failed" : "done";
        if (done.error) entry.error_code = "delivery_failed";
        entry.request_id = call.request_id;
        entry.question = fmt::format("{}: to {}", of.title, place_of(schedule.content));
        store::append_audit(writer, *with_.ledger, call.who(), entry);
    };
    co_await with_.store->write(note);
}

Task<std::optional<std::string>> Schedules::post(
    const store::DashboardSchedule& schedule,
    std::string body,
    const std::string& delivery
) {
    const auto header = [](const char* name, std::string value) {
        return net::Header{name, Secret(std::move(value))};
    };
    net::Outgoing outgoing{.inside = inside_, .time_max = webhook_time};
    outgoing.request.url = schedule.content.url;
    outgoing.request.headers.push_back(
        header("Parlance-Signature", webhook_signature(schedule.content.secret, with_.now(), body))
    );
    outgoing.request.headers.push_back(header("Parlance-Delivery", delivery));
    outgoing.request.body = std::move(body);
    const auto reply = co_await transport_.send(std::move(outgoing), closing_.get_token());
    if (!reply) co_return sentence_of(reply.error());
    if (reply->status >= 200 && reply->status < 300) co_return std::nullopt;
    co_return fmt::format("The receiver answered with the status {}.", reply->status);
}

Task<std::optional<std::string>> Schedules::mail(net::Mail letter) {
    if (!mail_) co_return "This server has no mail server configured.";
    const auto work = [this, letter = std::move(letter)] {
        return net::send_mail(*mail_, letter, mail_time);
    };
    const auto sent = co_await blocking(letters_, work);
    if (sent) co_return std::nullopt;
    co_return std::string(net::sentence_of(sent.error()));
}

std::string Schedules::link_to(const std::string& dashboard_id) const {
    std::string url = with_.config.public_url;
    while (url.ends_with('/'))
        url.pop_back();
    return url.empty() ? url : url + "/dashboards/" + dashboard_id;
}

}  // namespace parlance::serve
