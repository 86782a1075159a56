#!/usr/bin/perl
# Keys of forms and keys of the program are two families: nobody can take beforehand, by a
# form, the key under which the program enters that a notice was opened (rule 4).
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $office = Office->new(
	clock  => '2026-03-02T08:00',
	people => { lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt' });
my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
	receiving => '25195.mc', owner => { name => 'Nguyen Van Thu', id_number => '075090001234' } } ]);
my ($code, $d) = ($r->{code}, { dossier => $r->{code} });
$office->act([ lan => hand_over => { %$d, outcome => 'forward' } ], [ tuan => take => $d ],
	[ tuan => ask_supplement => { %$d, items => 'Bien ban hop' } ],
	[ lan => tell => { %$d, notice => 'supplement', how => 'sms' } ]);
my $s = $office->serve;

# Whatever key comes with a form is one of a form.
my %leave = (person => 'lan', from => '2030-01-07T07:30', to => '2030-01-08T17:00');
is($office->post(lan => '/unit/absences/add', %leave, key => "opened-$code-1")->{status}, 303,
	'somebody sends a form with the key of the opening');
is($office->post(lan => '/unit/absences/add', %leave, key => "w-opened-$code-1")->{status}, 303,
	'which is the key of that form, and acts once');
is($office->post(lan => '/unit/absences/add', %leave, key => '')->{status}, 422, 'none is none');
my $in = $s->post('/track', "code=$code&digits=1234");
my ($pass) = ($in->{header}{'set-cookie'} // '') =~ /(pass=[^;]+)/;
is($s->get("/track/$code", Cookie => $pass)->{status}, 200, 'the citizen opens the page');
is(scalar(grep { $_ eq 'notice_delivered' } $office->kinds($code)), 1, 'and that is entered');

done_testing();
