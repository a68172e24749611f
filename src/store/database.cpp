#include "store/database.hpp"

#include "base/log.hpp"
#include "store/link.hpp"

#include <algorithm>
#include <stdexcept>

namespace parlance::store {

namespace {

constexpr std::size_t batch_max = 256;
constexpr std::size_t later_max = 1000;
constexpr auto later_delay = std::chrono::milliseconds(500);
/// So many share a flush gladly, and so long the first of them waits for the others.
constexpr std::size_t company_max = 4;
constexpr auto company_wait = std::chrono::milliseconds(3);
/// SQLite has one writer at a time; PostgreSQL overlaps their flushes.
constexpr std::size_t postgres_writers = 4;

thread_local bool on_writer_thread = false;

/// One transaction for a whole batch. Mostly no job fails, and then none needs a savepoint. When
/// one does, the batch is repeated with each job in a savepoint, so that the failure of one is its
/// own.
class Batch {
public:
    Batch(Link& link, Engine engine) : session_(link.raw()), writer_(link, engine) {}

    /// Runs the jobs and commits. Returns one outcome for each job.
    std::vector<std::exception_ptr> run(auto& jobs) {
        std::size_t begun = 0;
        std::exception_ptr failed = attempt([&] {
            for (auto& each : jobs) {
                ++begun;
                each.job(writer_);
            }
            begun = 0;
        });
        // Neither a lonely job's failure nor one of the transaction's own gets better by repeating.
        if (begun == 0 || jobs.size() == 1) return std::vector(jobs.size(), failed);
        std::vector<std::exception_ptr> outcomes(jobs.size());
        failed = attempt([&] {
            for (std::size_t index = 0; index < jobs.size(); ++index)
                outcomes[index] = run_one(jobs[index].job);
        });
        for (std::exception_ptr& outcome : outcomes)
            if (!outcome) outcome = failed;
        return outcomes;
    }

private:
    /// Runs `work` in a transaction; what it throws undoes all of it.
    std::exception_ptr attempt(auto work) {
        try {
            mapping_failures(session_, [&] { begin_writing(session_, writer_.engine()); });
            work();
            mapping_failures(session_, [&] { commit(session_); });
            return nullptr;
        } catch (...) {
            std::exception_ptr failed = std::current_exception();
            roll_back(session_);
            return failed;
        }
    }

    std::exception_ptr run_one(Database::Job& job) {
        save_point(session_);
        std::exception_ptr failed;
        try {
            job(writer_);
        } catch (...) {
            failed = std::current_exception();
        }
        // A full disk ends the whole transaction: then this throws, and the batch has failed.
        failed ? roll_back_to_save_point(session_) : release_save_point(session_);
        return failed;
    }

    soci::session& session_;
    Writer writer_;
};

}  // namespace

Database::Database(std::string url, std::size_t readers)
    : url_(std::move(url)), engine_(engine_of(url_)), readers_left_(readers) {
    // Opened and closed once here, so that a wrong address is told at once.
    static_cast<void>(Link(url_, Use::writing));
    const std::size_t writers = engine_ == Engine::sqlite ? 1 : postgres_writers;
    for (std::size_t count = 0; count < writers; ++count) {
        writers_.emplace_back("store-writer", [this] { write_forever(); });
    }
}

Database::~Database() {
    {
        const std::scoped_lock lock(queue_mutex_);
        closing_ = true;
    }
    work_waits_.notify_all();
    for (BigThread& writer : writers_)
        writer.join();
}

void Database::submit(Job job, Done done) {
    if (on_writer_thread) throw std::logic_error("a store job must not wait for another one");
    {
        const std::scoped_lock lock(queue_mutex_);
        waiting_.push_back({std::move(job), std::move(done)});
    }
    work_waits_.notify_one();
}

void Database::write_later(Job job) {
    const std::scoped_lock lock(queue_mutex_);
    if (later_.empty()) later_due_ = std::chrono::steady_clock::now() + later_delay;
    auto count_failure = [this](std::exception_ptr failed) {
        if (!failed) return;
        ++late_failures_;
        log::error("history_lost");
    };
    later_.push_back({std::move(job), count_failure});
    if (later_.size() == 1 || later_.size() >= later_max) work_waits_.notify_one();
}

void Database::flush() {
    write([](Writer&) {});
}

void Database::write_forever() {
    on_writer_thread = true;
    std::unique_ptr<Link> link;
    while (true) {
        std::vector<Queued> batch = next_batch();
        if (batch.empty()) return;
        std::vector<std::exception_ptr> outcomes;
        try {
            if (!link) link = std::make_unique<Link>(url_, Use::writing);
            outcomes = Batch(*link, engine_).run(batch);
        } catch (...) {
            outcomes.assign(batch.size(), std::current_exception());
        }
        // A server that went away is dialled again for the next batch.
        if (engine_ == Engine::postgres && outcomes.front()) link.reset();
        for (std::size_t index = 0; index < batch.size(); ++index) {
            batch[index].job = nullptr;
            batch[index].done(outcomes[index]);
        }
    }
}

std::vector<Database::Queued> Database::next_batch() {
    std::unique_lock lock(queue_mutex_);
    while (waiting_.empty() && !closing_) {
        if (later_.empty()) {
            work_waits_.wait(lock);
            continue;
        }
        const bool due = std::chrono::steady_clock::now() >= later_due_;
        if (due || later_.size() >= later_max) break;
        work_waits_.wait_until(lock, later_due_);
    }
    await_company(lock);
    std::vector<Queued> batch;
    take_waiting(batch);
    return batch;
}

void Database::await_company(std::unique_lock<std::mutex>& lock) {
    const auto complete = [this] {
        const std::size_t wanted = std::min(expected_.load(), company_max);
        return closing_ || waiting_.empty() || waiting_.size() >= wanted;
    };
    work_waits_.wait_for(lock, company_wait, complete);
}

void Database::take_waiting(std::vector<Queued>& batch) {
    for (std::deque<Queued>* queue : {&later_, &waiting_}) {
        while (!queue->empty() && batch.size() < batch_max) {
            batch.push_back(std::move(queue->front()));
            queue->pop_front();
        }
    }
}

Database::Lease::Lease(Database& home) : home_(home), throwing_(std::uncaught_exceptions()) {
    std::unique_lock lock(home.readers_mutex_);
    home.reader_free_.wait(lock, [&] {
        return !home.free_readers_.empty() || home.readers_left_ > 0;
    });
    if (!home.free_readers_.empty()) {
        link_ = std::move(home.free_readers_.back());
        home.free_readers_.pop_back();
        return;
    }
    --home.readers_left_;
    lock.unlock();
    try {
        link_ = std::make_unique<Link>(home.url_, Use::reading);
    } catch (...) {
        lock.lock();
        ++home.readers_left_;
        throw;
    }
}

Database::Lease::~Lease() {
    // After a failure on PostgreSQL the connection may be broken: the next read opens a fresh one.
    const bool broken = home_.engine_ == Engine::postgres && std::uncaught_exceptions() > throwing_;
    {
        const std::scoped_lock lock(home_.readers_mutex_);
        broken ? void(++home_.readers_left_) : home_.free_readers_.push_back(std::move(link_));
    }
    home_.reader_free_.notify_one();
}

}  // namespace parlance::store
