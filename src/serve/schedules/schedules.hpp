#pragma once

#include "auth/throttle.hpp"
#include "base/principal.hpp"
#include "base/task.hpp"
#include "base/threads.hpp"
#include "net/mail.hpp"
#include "net/transport.hpp"
#include "serve/call.hpp"
#include "serve/services.hpp"
#include "store/dashboard_schedules.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace parlance::serve {

/// What came of sending; `error` is a sentence, none when it was sent.
struct Delivery {
    std::optional<std::string> error;
};

/// Sends dashboards when their time has come, with the rights of who owns the schedule, on a thread
/// of its own. Of several processes with one store, the one that claims a run sends it. What fails
/// is tried again, later each time, and turned off in the end. Safe from every thread.
class Schedules {
public:
    /// Parts of `with` must outlive it.
    explicit Schedules(Services& with);
    Schedules(const Schedules&) = delete;
    Schedules& operator=(const Schedules&) = delete;
    /// Stops what runs, and waits for it.
    ~Schedules();

    /// Looks for what is due every so often; call it once.
    void start(std::chrono::milliseconds every);

    /// Whether the operator has configured a mail server.
    [[nodiscard]] bool has_mail() const { return mail_.has_value(); }
    /// Whether a webhook may have this address: by https, or by http to where Parlance may go
    /// inside.
    [[nodiscard]] bool may_post_to(const std::string& url) const;

    /// Sends it now, because somebody asked. Throws `Error` (busy) when that is too often.
    Task<Delivery>
    send_now(Principal owner, store::DashboardSchedule schedule, std::string request_id);

private:
    Task<void> watch(std::chrono::milliseconds every);
    struct Round;
    Task<void> run_due();
    Task<void> run_some(Round& round);
    Task<void> run(store::DueSchedule due);
    Task<store::RunEnd> attempt(store::DueSchedule due, std::string claim);
    Task<Delivery> send(
        Principal owner,
        store::DashboardSchedule schedule,
        std::string delivery,
        std::string request_id
    );
    Task<std::optional<std::string>>
    deliver(Call& call, const store::DashboardSchedule& schedule, std::string delivery);
    Task<void>
    note_delivery(Call& call, const store::DashboardSchedule& schedule, const Delivery& done);
    Task<std::optional<std::string>>
    post(const store::DashboardSchedule& schedule, std::string body, const std::string& delivery);
    Task<std::optional<std::string>> mail(net::Mail letter);
    [[nodiscard]] std::string link_to(const std::string& dashboard_id) const;

    Services& with_;
    const net::Inside inside_;
    const std::optional<net::MailServer> mail_;
    net::Transport transport_;
    auth::Throttle asked_;
    std::stop_source closing_;
    std::shared_ptr<boost::asio::steady_timer> timer_;
    BlockingPool letters_{"letters", 2};
    BlockingPool thread_{"schedules", 1};  ///< last: what it runs uses what stands above
};

}  // namespace parlance::serve
