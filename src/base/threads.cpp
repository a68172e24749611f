#include "base/threads.hpp"

#include <boost/thread/thread.hpp>

#include <pthread.h>

#include <future>
#include <mutex>
#include <utility>

namespace parlance {

namespace {
thread_local bool big_stack = false;
}

bool on_big_stack() noexcept {
    return big_stack;
}

struct BigThread::Impl {
    boost::thread thread;
};

BigThread::BigThread(std::string name, std::function<void()> work)
    : impl_(std::make_unique<Impl>()) {
    boost::thread::attributes attributes;
    attributes.set_stack_size(thread_stack_bytes);
    impl_->thread = boost::thread(attributes, [name = std::move(name), work = std::move(work)] {
        big_stack = true;
        pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
        work();
    });
}

BigThread::BigThread() noexcept = default;
BigThread::BigThread(BigThread&&) noexcept = default;
BigThread& BigThread::operator=(BigThread&&) noexcept = default;

BigThread::~BigThread() {
    join();
}

void BigThread::join() {
    if (impl_ && impl_->thread.joinable()) impl_->thread.join();
}

BlockingPool::BlockingPool(std::string name, std::size_t threads)
    : context_(static_cast<int>(threads)), work_(context_.get_executor()) {
    for (std::size_t count = 0; count < threads; ++count) {
        threads_.emplace_back(name, [this] { context_.run(); });
    }
}

BlockingPool::~BlockingPool() {
    work_.reset();
    for (BigThread& thread : threads_)
        thread.join();
}

boost::asio::io_context::executor_type BlockingPool::executor() {
    return context_.get_executor();
}

namespace {

using Worker = std::unique_ptr<BlockingPool>;

/// Threads that wait for the next caller. They outlive static destruction.
struct Idle {
    std::mutex mutex;
    std::vector<Worker> workers;

    Worker take() {
        const std::scoped_lock lock(mutex);
        if (workers.empty()) return std::make_unique<BlockingPool>("big-stack", 1);
        Worker worker = std::move(workers.back());
        workers.pop_back();
        return worker;
    }

    void give_back(Worker worker) {
        const std::scoped_lock lock(mutex);
        workers.push_back(std::move(worker));
    }
};

}  // namespace

// Threads are used again: libpg_query takes one of the 1,024 thread-specific keys of the process
// for each thread that ever parses, and never gives it back.
void run_on_big_stack(const std::function<void()>& work) {
    if (on_big_stack()) return work();
    static Idle& idle = *new Idle;
    std::packaged_task<void()> task(work);
    auto done = task.get_future();
    Worker worker = idle.take();
    boost::asio::post(worker->executor(), [&task] { task(); });
    done.wait();
    idle.give_back(std::move(worker));
    done.get();
}

}  // namespace parlance
