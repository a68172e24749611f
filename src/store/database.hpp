#pragma once

#include "base/threads.hpp"
#include "store/query.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace parlance::store {

/// Parlance's own database. Reads run in the calling thread on a pooled connection. Writes go to a
/// writer thread that puts everything that waits into one transaction and lets the callers go after
/// COMMIT has reached the disk: many writers share one flush. Every call here blocks; coroutines
/// use `Store`.
class Database {
public:
    /// May be run twice: when another job of its transaction fails, that is rolled back and
    /// repeated. So it must not use up what it captured, and what it sets outside it must set anew.
    using Job = std::move_only_function<void(Writer&)>;
    /// Called on the writer thread after the commit, or with what went wrong.
    using Done = std::move_only_function<void(std::exception_ptr)>;

    /// `sqlite:PATH` or a `postgresql://` address. Throws `Error` when it cannot be opened.
    explicit Database(std::string url, std::size_t readers = 4);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    /// Commits what waits.
    ~Database();

    /// Runs `work(Reader&)` and returns its result.
    template <std::invocable<Reader&> Work>
    std::invoke_result_t<Work, Reader&> read(Work&& work) {
        const Lease lease(*this);
        Reader reader(lease.link(), engine_);
        return work(reader);
    }

    /// Runs `work(Writer&)` in a transaction of its own (as if) and returns its result after the
    /// commit. What `work` throws undoes its statements alone. Must not be called by a job.
    template <std::invocable<Writer&> Work>
    std::invoke_result_t<Work, Writer&> write(Work&& work) {
        using Result = std::invoke_result_t<Work, Writer&>;
        std::promise<void> committed;
        auto finish = [&committed](std::exception_ptr failed) {
            failed ? committed.set_exception(failed) : committed.set_value();
        };
        if constexpr (std::is_void_v<Result>) {
            submit([&work](Writer& writer) { work(writer); }, finish);
            committed.get_future().get();
        } else {
            std::optional<Result> kept;
            submit([&](Writer& writer) { kept.emplace(work(writer)); }, finish);
            committed.get_future().get();
            return std::move(*kept);
        }
    }

    /// Queues a write; `done` hears of the commit. Returns at once.
    void submit(Job job, Done done);
    /// Queues a write that nobody waits for; it is committed within a second, with the next batch.
    /// A crash may lose it: for history and the like, never for audit.
    void write_later(Job job);
    /// Waits until everything queued so far has been committed.
    void flush();

    /// Somebody at work who will write at its end. Commits wait for such a write a moment, so that
    /// those who work at the same time share a flush; nobody who works alone waits.
    class Expected {
    public:
        explicit Expected(Database& home) : home_(home) { ++home_.expected_; }
        Expected(const Expected&) = delete;
        Expected& operator=(const Expected&) = delete;
        ~Expected() { --home_.expected_; }

    private:
        Database& home_;
    };

    [[nodiscard]] Engine engine() const noexcept { return engine_; }
    [[nodiscard]] const std::string& url() const noexcept { return url_; }
    /// How many of the writes that nobody waited for have failed.
    [[nodiscard]] std::uint64_t late_failures() const noexcept { return late_failures_; }

private:
    struct Queued {
        Job job;
        Done done;
    };

    /// A pooled connection for the length of one read.
    class Lease {
    public:
        explicit Lease(Database& home);
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease();
        [[nodiscard]] Link& link() const noexcept { return *link_; }

    private:
        Database& home_;
        std::unique_ptr<Link> link_;
        int throwing_;
    };

    void write_forever();
    /// The next batch, or nothing when the database closes.
    std::vector<Queued> next_batch();
    void await_company(std::unique_lock<std::mutex>& lock);
    void take_waiting(std::vector<Queued>& batch);

    const std::string url_;
    const Engine engine_;

    std::mutex readers_mutex_;
    std::condition_variable reader_free_;
    std::vector<std::unique_ptr<Link>> free_readers_;
    std::size_t readers_left_;  ///< may still be opened

    std::mutex queue_mutex_;
    std::condition_variable work_waits_;
    std::deque<Queued> waiting_;
    std::deque<Queued> later_;
    std::chrono::steady_clock::time_point later_due_;
    bool closing_ = false;
    std::atomic<std::size_t> expected_ = 0;
    std::atomic<std::uint64_t> late_failures_ = 0;

    std::vector<BigThread> writers_;
};

}  // namespace parlance::store
