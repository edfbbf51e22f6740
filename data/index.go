package data

type index struct{}
