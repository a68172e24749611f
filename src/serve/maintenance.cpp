#include "serve/maintenance.hpp"

#include "base/log.hpp"

namespace parlance::serve {

Maintenance::Maintenance(
    store::Database& database,
    store::Retention kept,
    std::chrono::milliseconds every,
    Clock clock
)
    : database_(database), kept_(kept), every_(every), clock_(std::move(clock)) {
    thread_ = BigThread("maintenance", [this] { run(); });
}

Maintenance::~Maintenance() {
    {
        const std::scoped_lock lock(mutex_);
        over_ = true;
    }
    ended_.notify_all();
    thread_.join();
}

/// The first time comes after a pause, so that a start is quick.
void Maintenance::run() {
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, every_, [this] { return over_; })) {
        lock.unlock();
        tidy();
        lock.lock();
    }
}

void Maintenance::tidy() {
    try {
        const store::Forgotten gone = store::forget_old(database_, System{}, kept_, clock_());
        if (gone == store::Forgotten{}) return;
        log::info(
            "tidied",
            {{"history", gone.history},
             {"transcripts", gone.transcripts},
             {"evaluations", gone.evaluations},
             {"invitations", gone.invitations},
             {"results", gone.results},
             {"reservations", gone.reservations}}
        );
    } catch (const std::exception&) {
        // The store is busy or away: the next time will do.
        log::warning("tidying_failed");
    }
}

}  // namespace parlance::serve
