/* What libfcgi alone can do: a prefork pool whose requests do nothing. `empty SOCKET WORKERS` */
#include <fcgiapp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void serve(int listener) {
    FCGX_Request request;
    FCGX_InitRequest(&request, listener, 0);
    while (FCGX_Accept_r(&request) == 0) {
        FCGX_PutS("Content-Type: text/plain; charset=utf-8\r\nContent-Length: 3\r\n\r\nok\n", request.out);
        FCGX_Finish_r(&request);
    }
}

int main(int count, char **arguments) {
    if (count != 3 || FCGX_Init() != 0) return 2;
    umask(0117);
    int listener = FCGX_OpenSocket(arguments[1], 4096);
    if (listener < 0) return 3;
    for (int worker = atoi(arguments[2]); worker > 0; worker--) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            serve(listener);
            _exit(0);
        }
    }
    while (wait(NULL) > 0) continue;
    return 0;
}
