# A command's key: the same again gives the same answer, another one is refused.
story Keys of commands
store 2026-03-02 07:30
person lan clerk of 25195.mc
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect entries 2
again
expect ok
expect unchanged
expect answer code = H19.21-260302-0001
again with channel=online
expect refused command.conflict
expect unchanged
reopen store
again with channel=counter
expect ok
expect unchanged
# A refused key stays free.
person minh head of 25195.kt
as lan do hand_over D1 outcome=nowhere
expect refused hold.outcome
again with outcome=forward
expect ok
expect entries 1
