/* Turns the guest off: the kernel, and with it the host's process, ends. */
#include <sys/reboot.h>
#include <unistd.h>

int main(void) {
    sync();
    reboot(RB_POWER_OFF);
    return 1;
}
