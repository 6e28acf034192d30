#pragma once
#include <errno.h>
#include <fcntl.h>
#include <linux/memfd.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

// Swift's Glibc module shows only what POSIX has; each door below is one that Linux or glibc adds, or that a macro hides.
// _GNU_SOURCE can't be defined here: types would differ from those that Swift's own Glibc module was made with.
extern int accept4(int, struct sockaddr *, socklen_t *, int);
extern int memfd_create(const char *, unsigned int);

// Swift's Glibc module shows environ for reading only, and another declaration beside its own would be one too many.
static inline void linux_set_environment(char **environment) {
    extern char **environ;
    environ = environment;
}

// fcntl is variadic, which Swift can't call.
static inline int linux_duplicate_above(int fd, int lowest) { return fcntl(fd, F_DUPFD_CLOEXEC, lowest); }

// The seals are set through the variadic fcntl; without them a worker could shrink the file under the supervisor's feet.
static inline int linux_seal_size(int fd) {
    const int add_seals = 1033, no_more = 1, no_shrinking = 2, no_growing = 4;  // F_ADD_SEALS, F_SEAL_…
    return fcntl(fd, add_seals, no_more | no_shrinking | no_growing);
}

// memfd_create is declared for _GNU_SOURCE alone.
static inline int linux_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING); }

// pipe2 is declared for _GNU_SOURCE alone, and fcntl is variadic. One that is full drops a line rather than wait, so it is made wide; where
// the system allows no more, it stays as it is.
extern int pipe2(int *, int);
static inline int linux_log_pipe(int ends[2]) {
    const int set_pipe_size = 1031;  // F_SETPIPE_SZ
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    fcntl(ends[1], set_pipe_size, 1 << 20);
    return 0;
}

// The same; the end that is read from doesn't wait.
static inline int linux_output_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

// open is variadic. A file of the log may be a fifo or a terminal, which then doesn't make its writer wait.
static inline int linux_append(const char *path) { return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0640); }

// The timer's own header would make the types of <time.h> this module's instead of Glibc's.
extern int timerfd_create(int, int);
extern int timerfd_settime(int, int, const void *, void *);
static inline int linux_timer(void) { return timerfd_create(1 /* CLOCK_MONOTONIC */, O_CLOEXEC | O_NONBLOCK); }

// Lets the timer be ready to read once, after that time.
static inline int linux_set_timer(int timer, int64_t microseconds) {
    const long every_and_first[4] = {0, 0, microseconds / 1000000, microseconds % 1000000 * 1000};
    return timerfd_settime(timer, 0, every_and_first, 0);
}

// The bell's own header declares flags that are an enum in glibc. It doesn't block when it is rung or read.
extern int eventfd(unsigned int, int);
static inline int linux_bell(void) { return eventfd(0, O_CLOEXEC | O_NONBLOCK); }

// SOCK_ constants are an enum in glibc, and accept4 is declared for _GNU_SOURCE alone.
static inline int linux_accept(int listener) { return accept4(listener, 0, 0, SOCK_CLOEXEC); }

// One that doesn't block when it is read or written.
static inline int linux_accept_ready(int listener) { return accept4(listener, 0, 0, SOCK_CLOEXEC | SOCK_NONBLOCK); }

// The same for the flags of a new socket.
static inline int linux_unix_listener(void) { return socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }

// A socket for single datagrams; the flags again.
static inline int linux_unix_datagrams(void) { return socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }

// The same again. What a worker answers in several writes goes out at once; an accepted socket inherits it.
static inline int linux_tcp_listener(int family) {
    const int on = 1, no_delay = 1;  // TCP_NODELAY
    int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(fd, 6 /* IPPROTO_TCP */, no_delay, &on, sizeof on);
    return fd;
}

// What kind of socket it is: its family, and its type for one that listens or takes datagrams; otherwise -1.
static inline int linux_socket_family(int fd) {
    int family = -1;
    socklen_t size = sizeof family;
    return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &size) == 0 ? family : -1;
}
static inline int linux_socket_listens(int fd) {
    int listens = 0;
    socklen_t size = sizeof listens;
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens;
}

// fcntl is variadic.
static inline void linux_dont_wait(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

// A pair that keeps the bounds of its messages and shows the end of its other side.
static inline int linux_message_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends); }

// struct ucred is declared for _GNU_SOURCE alone.
static inline int linux_peer(int fd, uint32_t *uid, uint32_t *gid) {
    struct { pid_t pid; uid_t uid; gid_t gid; } peer;
    socklen_t size = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return -1;
    *uid = peer.uid;
    *gid = peer.gid;
    return 0;
}

// SFD_ constants are an enum in glibc.
static inline int linux_signal_file(const sigset_t *set) { return signalfd(-1, set, SFD_CLOEXEC | SFD_NONBLOCK); }

// The layout of signalfd's record; gives 0 when nothing is there.
static inline int linux_next_signal(int fd) {
    struct signalfd_siginfo info;
    return read(fd, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

// The same, and whether a process sent it: a terminal makes the kernel send WINCH, TTIN and TTOU too.
static inline int linux_next_sent_signal(int fd, int *sent) {
    struct signalfd_siginfo info;
    if (read(fd, &info, sizeof info) != (ssize_t)sizeof info) return 0;
    *sent = info.ssi_code <= 0;
    return (int)info.ssi_signo;
}

// O_PATH is declared for _GNU_SOURCE alone: a program that may be executed and not read can be held open too.
static inline int linux_open_path(const char *path) { return open(path, 010000000 | O_CLOEXEC); }

// EPOLL constants are an enum in glibc and epoll_event holds a union.
static inline int linux_poller(void) { return epoll_create1(EPOLL_CLOEXEC); }
static inline int linux_watch(int poller, int fd, int exclusive) {
    struct epoll_event event = {.events = EPOLLIN | (exclusive ? EPOLLEXCLUSIVE : 0), .data.fd = fd};
    return epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
}
static inline int linux_wait(int poller, int ready[3], int milliseconds) {
    struct epoll_event events[3];
    int count = epoll_wait(poller, events, 3, milliseconds);
    for (int index = 0; index < count; index++) ready[index] = events[index].data.fd;
    return count;
}

// POLLRDHUP is defined for _GNU_SOURCE alone.
static inline short linux_peer_shut(void) { return EPOLLRDHUP; }

// An edge: it is told once of each arrival, also while what came before still lies there. Closing the descriptor ends the watch.
static inline int linux_watch_arrivals(int poller, int fd) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.fd = fd};
    return epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
}

// The same constants again: gives 0 when the time was over, 1 when something came, 2 when the peer says that nothing follows. A process
// that was stopped and goes on has to look again.
static inline int linux_wait_arrival(int poller, int milliseconds) {
    struct epoll_event event;
    int count = epoll_wait(poller, &event, 1, milliseconds);
    if (count != 1) return count < 0 && errno == EINTR;
    return event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR) ? 2 : 1;
}

// The wait status is taken apart by macros.
static inline int linux_exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }
static inline int linux_exit_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }

// closefrom in the child is an extension of glibc's; nothing else than what we name reaches a worker.
static inline int linux_spawn_close_from(posix_spawn_file_actions_t *actions, int lowest) {
    return posix_spawn_file_actions_addclosefrom_np(actions, lowest);
}

// Swift's Atomic owns its storage; these words stand in memory that other processes share.
static inline void linux_store(uint64_t *word, uint64_t value) { __atomic_store_n(word, value, __ATOMIC_RELEASE); }
static inline uint64_t linux_load(const uint64_t *word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }

// Netlink's messages are walked by macros. One socket is asked again and again; it never waits.
static inline int linux_socket_diagnosis(void) {
    return socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG);
}

// How many connections wait at a listening unix socket, by its inode, and how many may; 0 when the kernel said it.
// An answer to an earlier question, which nobody waited for, is passed over.
static inline int linux_unix_queue(int diagnosis, uint32_t inode, uint32_t *waiting, uint32_t *limit) {
    static uint32_t asked;
    struct { struct nlmsghdr head; struct unix_diag_req ask; } question = {
        .head = {.nlmsg_len = sizeof question, .nlmsg_type = SOCK_DIAG_BY_FAMILY, .nlmsg_flags = NLM_F_REQUEST, .nlmsg_seq = ++asked},
        .ask = {.sdiag_family = AF_UNIX, .udiag_states = ~0u, .udiag_ino = inode, .udiag_show = UDIAG_SHOW_RQLEN,
                .udiag_cookie = {~0u, ~0u}}};
    if (send(diagnosis, &question, sizeof question, 0) != sizeof question) return -1;
    _Alignas(struct nlmsghdr) char room[4096];
    for (int tries = 0; tries < 8; tries++) {
        ssize_t size = recv(diagnosis, room, sizeof room, 0);
        struct nlmsghdr *head = (struct nlmsghdr *)room;
        if (size < 0 || !NLMSG_OK(head, size)) return -1;
        if (head->nlmsg_seq != asked) continue;
        if (head->nlmsg_type != SOCK_DIAG_BY_FAMILY) return -1;
        struct unix_diag_msg *found = NLMSG_DATA(head);
        struct rtattr *part = (struct rtattr *)(found + 1);
        int left = (int)(head->nlmsg_len - NLMSG_LENGTH(sizeof *found));
        for (; RTA_OK(part, left); part = RTA_NEXT(part, left)) {
            if (part->rta_type != UNIX_DIAG_RQLEN || RTA_PAYLOAD(part) < sizeof(struct unix_diag_rqlen)) continue;
            struct unix_diag_rqlen *queue = RTA_DATA(part);
            *waiting = queue->udiag_rqueue;
            *limit = queue->udiag_wqueue;
            return 0;
        }
        return -1;
    }
    return -1;
}

// The same of a listening TCP socket: the kernel keeps both numbers in fields that mean something else for a connection.
static inline int linux_tcp_queue(int listener, uint32_t *waiting, uint32_t *limit) {
    struct tcp_info info;
    socklen_t size = sizeof info;
    if (getsockopt(listener, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return -1;
    *waiting = info.tcpi_unacked;
    *limit = info.tcpi_sacked;
    return 0;
}

// ioctl is variadic.
static inline int linux_terminal_size(int terminal, uint16_t *columns, uint16_t *rows) {
    struct winsize size;
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0) return -1;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}
